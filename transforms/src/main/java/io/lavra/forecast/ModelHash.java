package io.lavra.forecast;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/** What identifies a model in the column {@code model_hash}. */
final class ModelHash {
  private static final int DIGITS = 16;

  private ModelHash() {}

  static String of(String model) {
    return Hashing.sha256()
        .hashString(SeriesForecast.CODE_VERSION + "\n" + model, StandardCharsets.UTF_8)
        .toString()
        .substring(0, DIGITS);
  }
}
