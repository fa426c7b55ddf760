package io.lavra.quality.deequ;

import static java.util.Objects.requireNonNull;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files that infra/deequ/golden.py writes. */
final class Golden {
  private static final Gson GSON =
      new GsonBuilder().setObjectToNumberStrategy(Golden::number).create();

  private Golden() {}

  /** The cases of a file, in its order. */
  static List<GoldenCase> cases(String file) {
    return List.of(read(file, GoldenCase[].class));
  }

  static List<GoldenTable> tables() {
    return List.of(read("tables.json", GoldenTable[].class));
  }

  private static <T> T read(String file, Class<T> type) {
    try (InputStreamReader text =
        new InputStreamReader(
            requireNonNull(Golden.class.getResourceAsStream("/deequ/" + file)),
            StandardCharsets.UTF_8)) {
      return GSON.fromJson(text, type);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As a table file's numbers are read. */
  private static Number number(JsonReader json) throws IOException {
    String text = json.nextString();
    if (!text.matches("-?\\d+")) {
      return Double.valueOf(text);
    }
    return text.length() < 19 ? Long.valueOf(text) : new BigInteger(text);
  }
}
