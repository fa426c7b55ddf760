package io.lavra.lake.storage;

import io.lavra.lake.LakeException;

/** The rule for paths below a location: relative, with {@code /}, and never leading out of it. */
public final class StoragePath {
  private StoragePath() {}

  /** Returns the path of a file; throws {@link LakeException} where it is none. */
  public static String file(String path, String location) {
    if (path.isEmpty()) {
      throw refused(path, location);
    }
    return folder(path, location);
  }

  /** Returns the path of a folder; the empty path is the location itself. */
  static String folder(String path, String location) {
    if (path.isEmpty()) {
      return path;
    }
    if (path.indexOf('\0') >= 0) {
      throw refused(path.replace('\0', '?'), location);
    }
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw refused(path, location);
      }
    }
    return path;
  }

  /** The folder a file lies in; empty where that is the location itself. */
  static String parent(String file) {
    return file.substring(0, Math.max(0, file.lastIndexOf('/')));
  }

  static LakeException refused(String path, String location) {
    return new LakeException(
        "The path \"%s\" does not stay below %s. Use a relative path without \"..\" and without empty names."
            .formatted(path, location));
  }
}
