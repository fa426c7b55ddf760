package io.lavra.forecast;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** The reference data beside the repository, or where {@code LAVRA_DATA} says; else tests skip. */
final class ReferenceData {
  private ReferenceData() {}

  static Path file(String name) {
    Path file = folder().resolve(name);
    assumeTrue(
        Files.exists(file), "Skipped: no reference data at " + file + " (set LAVRA_DATA to it)");
    return file;
  }

  /** The lines after the header, split at commas, without quotes. */
  static List<String[]> rows(String name) {
    Path file = file(name);
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.replace("\"", "").split(",")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A series per line, its name dropped, trailing blanks too. */
  static List<double[]> series(String name) {
    return rows(name).stream()
        .map(row -> Arrays.stream(row).skip(1).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  private static Path folder() {
    return Optional.ofNullable(System.getenv("LAVRA_DATA"))
        .map(Path::of)
        .orElseGet(() -> repository().resolveSibling("shared").resolve("data"));
  }

  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    return "transforms".equals(here.getFileName().toString()) ? here.getParent() : here;
  }
}
