package io.lavra.source;

import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.PathEncoding;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A glob of landing files.
 *
 * @param folder the folder above the first wildcard
 * @param written that folder as the user wrote it: the start of every file's name
 * @param glob what follows
 */
public record LandingFolder(Location folder, String written, String glob) {
  /**
   * Reads a glob.
   *
   * @param glob relative to the lake, absolute, or {@code s3://bucket/…}
   * @param lake the lake's folder
   * @param profile the connection of {@code s3:} globs
   * @throws LakeException where this process cannot write the folder's name
   */
  public static LandingFolder of(String glob, Path lake, String profile) {
    int wildcard = firstWildcard(glob);
    int slash = glob.lastIndexOf('/', wildcard);
    String written = slash < 0 ? "" : glob.substring(0, slash);
    String rest = glob.substring(slash + 1);
    Location folder =
        glob.startsWith("s3://")
            ? new Location(written, profile)
            : Location.local(below(lake, written.isEmpty() && slash == 0 ? "/" : written));
    return new LandingFolder(folder, written, rest);
  }

  private static Path below(Path lake, String folder) {
    try {
      return lake.resolve(folder);
    } catch (InvalidPathException e) {
      throw new LakeException(PathEncoding.refused(folder), e);
    }
  }

  /**
   * What matches, by name. What is no file inside the folder, or has a name that cannot be written
   * down, is kept back. Only folders that the glob can match are listed.
   *
   * @throws IllegalArgumentException for a glob that is none
   */
  public List<LandingFile> files() throws IOException {
    return folder.isLocal() ? LocalLanding.files(this) : objects();
  }

  private List<LandingFile> objects() throws IOException {
    Glob pattern = new Glob(glob);
    String start = glob.substring(0, firstWildcard(glob));
    boolean below = glob.indexOf('/') >= 0 || glob.contains("**");
    return Storage.at(folder).listStarting(start, below).stream()
        .filter(object -> pattern.matches(object.path()))
        .map(this::object)
        .toList();
  }

  private LandingFile object(Storage.Stored object) {
    LandingFile file = file(object.path(), object.bytes(), object.modified());
    boolean isPath =
        Arrays.stream(object.path().split("/", -1))
            .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
    return isPath ? file : file.keptBack(LandingProblem.key());
  }

  /** A file of the folder. */
  LandingFile file(String path, long bytes, long modified) {
    return new LandingFile(folder, path, name(path), bytes, modified, null);
  }

  private String name(String path) {
    return written.isEmpty() ? path : written + "/" + path;
  }

  private static int firstWildcard(String glob) {
    for (int i = 0; i < glob.length(); i++) {
      if ("*?[{\\".indexOf(glob.charAt(i)) >= 0) {
        return i;
      }
    }
    return glob.length();
  }
}
