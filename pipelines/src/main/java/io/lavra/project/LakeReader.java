package io.lavra.project;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

final class LakeReader {
  private LakeReader() {}

  static Lake read(Path folder, UnaryOperator<@Nullable String> environment) {
    throw new ConfigurationException(new Place(Path.of("lake.yaml"), 0), "Not read yet.", "");
  }
}
