package io.lavra.table.duckdb;

import io.lavra.lake.DataFile;
import io.lavra.table.Shard;
import io.lavra.table.TableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A data file on this machine that a step reads, and that stays as it is.
 *
 * @param path absolute
 * @param state how it looked before: size, time of the last change and the file system's key
 */
record InputFile(Path path, String state) {

  /** Those of tables on this machine that are there; others come by a step's scratch folder. */
  static List<InputFile> of(Collection<Shard> tables) throws IOException {
    List<InputFile> files = new ArrayList<>();
    for (Shard shard : tables) {
      for (DataFile file : shard.folder().isLocal() ? shard.files() : List.<DataFile>of()) {
        Path path = shard.folder().path().resolve(file.path()).toAbsolutePath().normalize();
        if (Files.exists(path)) {
          files.add(new InputFile(path, look(path)));
        }
      }
    }
    return files;
  }

  private static String look(Path path) throws IOException {
    BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
    return "%s bytes, %s, %s".formatted(found.size(), found.lastModifiedTime(), found.fileKey());
  }

  /** Throws {@link TableException} if it is another one now; one that was removed is fine. */
  void requireUntouched() throws IOException {
    if (Files.exists(path) && !look(path).equals(state)) {
      throw new TableException(
          "%s was changed while a statement read it, and data files never change. Find out who writes there, and look at the table with lavra doctor --deep."
              .formatted(path));
    }
  }
}
