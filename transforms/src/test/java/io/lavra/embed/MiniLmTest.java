package io.lavra.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MiniLmTest {
  private static final double TOLERANCE = 1e-5;

  @Test
  void vectorsAreThoseOfTheReferenceInPython() throws Exception {
    JsonNode expected =
        new ObjectMapper().readTree(Path.of("src/test/resources/minilm-expected.json").toFile());
    List<float[]> vectors = new ArrayList<>();
    for (JsonNode text : expected.get("texts")) {
      float[] vector = MiniLm.shared().embed(text.get("text").asText());
      for (int i = 0; i < 8; i++) {
        assertEquals(text.get("first").get(i).asDouble(), vector[i], TOLERANCE);
      }
      vectors.add(vector);
    }
    for (int i = 0; i < vectors.size(); i++) {
      for (int j = 0; j < vectors.size(); j++) {
        double cosine = expected.get("cosines").get(i).get(j).asDouble();
        assertEquals(cosine, dot(vectors.get(i), vectors.get(j)), TOLERANCE);
      }
    }
  }

  @Test
  void aTextHasTheSameBitsWhateverIsComputedBeside() {
    List<String> texts = IntStream.range(0, 40).mapToObj(i -> "part ".repeat(i) + i).toList();
    List<float[]> alone = texts.stream().map(MiniLm.shared()::embed).toList();
    List<float[]> together = texts.parallelStream().map(MiniLm.shared()::embed).toList();
    for (int i = 0; i < texts.size(); i++) {
      assertArrayEquals(alone.get(i), together.get(i), 0f);
    }
  }

  @Test
  void theHashIsOfTheFilesThatAreRun() throws Exception {
    byte[] all =
        Bytes.concat(
            MiniLm.resource(MiniLm.MODEL_FILE),
            MiniLm.resource(MiniLm.TOKENIZER_FILE),
            MiniLm.RECIPE.getBytes(StandardCharsets.UTF_8));
    assertEquals(MiniLm.HASH, Hashing.sha256().hashBytes(all).toString());
  }

  @Test
  void similarSentencesAreSimilarVectors() throws Exception {
    List<String> lines = Files.readAllLines(ReferenceData.file("stsb/stsb-en-dev.csv"));
    List<Double> cosines = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < lines.size(); i += 5) {
      List<String> fields = fields(lines.get(i));
      cosines.add(dot(MiniLm.shared().embed(fields.get(0)), MiniLm.shared().embed(fields.get(1))));
      scores.add(Double.valueOf(fields.get(2)));
    }
    // The reference in Python gives 0.88409 on these 300 pairs.
    assertEquals(0.884, correlation(ranks(cosines), ranks(scores)), 0.001);
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>(List.of(""));
    boolean quoted = false;
    for (char c : line.toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.add("");
      } else {
        fields.set(fields.size() - 1, fields.get(fields.size() - 1) + c);
      }
    }
    return fields;
  }

  private static double[] ranks(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return values.stream()
        .mapToDouble(
            value -> {
              int first = Arrays.binarySearch(sorted, value);
              int last = first;
              while (first > 0 && sorted[first - 1] == value) {
                first--;
              }
              while (last + 1 < sorted.length && sorted[last + 1] == value) {
                last++;
              }
              return (first + last) / 2.0;
            })
        .toArray();
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double dot(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
  }
}
