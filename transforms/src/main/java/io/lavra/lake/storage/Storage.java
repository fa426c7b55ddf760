package io.lavra.lake.storage;

import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.io.ScratchFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files below one {@link Location}. Paths are relative to it, with {@code /}. Local folders and S3
 * servers behave alike: one contract test runs against both.
 */
public interface Storage {
  /**
   * @param path relative to the location
   * @param modified milliseconds since 1970
   */
  record Stored(String path, long bytes, long modified) {}

  /** All files below a folder, at any depth, sorted by path. An absent folder has none. */
  List<Stored> list(String folder) throws IOException;

  /**
   * The files beside a path from this name on, and those below their folder's folders, sorted by
   * path: what {@link #list} gives for the folder without what comes before. The path itself need
   * not exist.
   */
  List<Stored> listFrom(String path) throws IOException;

  /**
   * The files whose path starts so, sorted by path.
   *
   * @param start of a path, up to any character
   * @param below whether with those of the folders below
   */
  default List<Stored> listStarting(String start, boolean below) throws IOException {
    return list(StoragePath.parent(start)).stream()
        .filter(file -> file.path().startsWith(start))
        .filter(file -> below || file.path().indexOf('/', start.length()) < 0)
        .toList();
  }

  Optional<Stored> find(String path) throws IOException;

  /** Throws {@link java.nio.file.NoSuchFileException} where the file is absent. */
  InputStream open(String path) throws IOException;

  /**
   * Writes a small file whole or not at all.
   *
   * @throws java.nio.file.FileAlreadyExistsException where the file is there already; it is left as
   *     it is
   */
  void create(String path, byte[] content) throws IOException;

  /** Brings a finished local file here under a name nobody else uses; a local storage moves it. */
  void put(String path, Path finished) throws IOException;

  /** Gives a file another name; a local storage does so with a folder, too. */
  default void move(String from, String to) throws IOException {
    try (ScratchFolder scratch = ScratchFolder.temporary()) {
      put(to, fetch(from, scratch.path()));
    }
    delete(from);
  }

  /** The file on this machine: itself where it is local, else a copy in the scratch folder. */
  Path fetch(String path, Path scratch) throws IOException;

  /** Removes a file; absent is fine. */
  void delete(String path) throws IOException;

  /**
   * What changes when the content changes: size and checksums of a local file, size and entity tag
   * on a server.
   */
  String fingerprint(String path) throws IOException;

  /** Opens a location; throws {@link LakeException} for an unknown S3 profile. */
  static Storage at(Location location) {
    return Storages.open(location);
  }
}
