package io.lavra.quality.docs;

import io.lavra.lake.io.PlacedOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Puts a site into a folder: into a new or empty one, or over an earlier site. */
public final class WriteSite {
  private WriteSite() {}

  /**
   * Writes the files, and removes the pages of tables that are gone.
   *
   * @throws IllegalArgumentException where the folder holds something else
   */
  public static void write(LakeDocs lake, Path folder) throws IOException {
    requireOurs(folder);
    SortedMap<String, String> files = Site.files(lake);
    Files.createDirectories(folder.resolve("tables"));
    for (String file : files.keySet()) {
      PlacedOutput.write(folder.resolve(file), files.get(file).getBytes(StandardCharsets.UTF_8));
    }
    try (Stream<Path> pages = Files.list(folder.resolve("tables"))) {
      for (Path page : pages.toList()) {
        String name = String.valueOf(page.getFileName());
        if (name.endsWith(".html") && !files.containsKey("tables/" + name)) {
          Files.delete(page);
        }
      }
    }
  }

  private static void requireOurs(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Path home = folder.resolve("index.html");
    boolean ours =
        Files.isDirectory(folder)
            && (isEmpty(folder)
                || (Files.isRegularFile(home) && Files.readString(home).contains(Site.MARK)));
    if (!ours) {
      throw new IllegalArgumentException(
          "%s holds something that is no site of Lavra, and would be written over. Name an empty or a new folder."
              .formatted(folder));
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> content = Files.list(folder)) {
      return content.findFirst().isEmpty();
    }
  }
}
