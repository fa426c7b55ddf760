package io.lavra.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** DuckDB takes the name of a file for a pattern where it can be one, and reads what matches. */
public final class PlainPath {
  private static final Pattern WILDCARD = Pattern.compile("[*?\\[]");

  private PlainPath() {}

  /** The file, by a link in scratch where its own path would be a pattern. */
  public static Path of(Path file, Path scratch) throws IOException {
    if (!WILDCARD.matcher(file.toString()).find()) {
      return file;
    }
    Path link = Files.createTempDirectory(scratch, "link-").resolve("file");
    return Files.createSymbolicLink(link, file.toAbsolutePath());
  }
}
