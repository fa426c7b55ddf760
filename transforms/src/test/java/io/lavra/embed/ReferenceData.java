package io.lavra.embed;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Reference data that is read in place: {@code LAVRA_DATA}, or beside the repository. */
final class ReferenceData {
  private ReferenceData() {}

  /** A file of it; the test is skipped where it is absent. */
  static Path file(String name) {
    Path folder =
        Optional.ofNullable(System.getenv("LAVRA_DATA"))
            .map(Path::of)
            .orElse(Path.of("../../shared/data"));
    Path file = folder.resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), "Skipped: no reference data " + file + "; set LAVRA_DATA");
    return file;
  }
}
