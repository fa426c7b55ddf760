package io.lavra.quality.golden;

import static java.util.Objects.requireNonNull;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files that infra/deequ and infra/gx write. */
final class Golden {
  private static final Gson GSON =
      new GsonBuilder().setObjectToNumberStrategy(Golden::number).create();

  private Golden() {}

  /** The cases of one of Deequ's files, in its order. */
  static List<GoldenCase> cases(String file) {
    return List.of(read("deequ/" + file, GoldenCase[].class));
  }

  static List<GxGoldenCase> gxCases() {
    return List.of(read("gx/cases.json", GxGoldenCase[].class));
  }

  static List<DqdlGoldenCase> dqdlCases() {
    return List.of(read("deequ/dqdl.json", DqdlGoldenCase[].class));
  }

  /**
   * The tables that an engine was shown.
   *
   * @param engine {@code deequ} or {@code gx}
   */
  static List<GoldenTable> tables(String engine) {
    return List.of(read(engine + "/tables.json", GoldenTable[].class));
  }

  private static <T> T read(String file, Class<T> type) {
    try (InputStreamReader text =
        new InputStreamReader(
            requireNonNull(Golden.class.getResourceAsStream("/" + file)), StandardCharsets.UTF_8)) {
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
