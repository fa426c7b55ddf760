package io.lavra.lake.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Delta's own conformance tables: what we read has the version, files and rows that another reader
 * (delta-rs 1.6) finds in it; the rest is refused with the reason.
 */
@NullUnmarked
class GoldenTablesTest {
  @Test
  void goldenTablesAreReadRightOrRefusedByName() throws IOException {
    Path golden = data().resolve("delta_golden");
    assumeTrue(Files.isDirectory(golden), "no reference data: set LAVRA_DATA to its folder");
    List<Path> tables;
    try (Stream<Path> all = Files.walk(golden)) {
      tables = all.filter(path -> path.endsWith("_delta_log")).map(Path::getParent).toList();
    }
    List<String> found = tables.stream().map(table -> found(golden, table)).sorted().toList();
    assertEquals(expected(), String.join("\n", found) + "\n");
  }

  private static String found(Path golden, Path table) {
    String name = golden.relativize(table).toString();
    try {
      TableVersion version = DeltaTable.at(Location.local(table)).latest().orElseThrow();
      return "%s: version %d, %d files, %d rows"
          .formatted(name, version.version(), version.files().size(), version.rows());
    } catch (LakeException refusal) {
      String message = refusal.getMessage().replace(Location.local(table).uri(), "TABLE");
      return name + ": " + message;
    }
  }

  private static Path data() {
    Optional<String> told = Optional.ofNullable(System.getenv("LAVRA_DATA"));
    return Path.of(told.orElse("../../shared/data")).toAbsolutePath().normalize();
  }

  private static String expected() throws IOException {
    try (var text = GoldenTablesTest.class.getResourceAsStream("golden-tables.txt")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
