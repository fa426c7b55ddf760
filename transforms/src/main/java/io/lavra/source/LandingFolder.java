package io.lavra.source;

import io.lavra.lake.Location;
import io.lavra.lake.Storage;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
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
   */
  public static LandingFolder of(String glob, Path lake, String profile) {
    int wildcard = firstWildcard(glob);
    int slash = glob.lastIndexOf('/', wildcard);
    String written = slash < 0 ? "" : glob.substring(0, slash);
    String rest = glob.substring(slash + 1);
    Location folder =
        glob.startsWith("s3://")
            ? new Location(written, profile)
            : Location.local(lake.resolve(written.isEmpty() && slash == 0 ? "/" : written));
    return new LandingFolder(folder, written, rest);
  }

  /** The files that match, by name. */
  public List<LandingFile> files() throws IOException {
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
    PathMatcher shallow =
        FileSystems.getDefault().getPathMatcher("glob:" + glob.replace("**/", ""));
    return Storage.at(folder).list("").stream()
        .filter(file -> matches(matcher, shallow, file.path()))
        .map(file -> new LandingFile(folder, file.path(), name(file.path()), file.bytes(), null))
        .toList();
  }

  /** {@code **}{@code /} also stands for no folder at all, as in git and every shell. */
  private static boolean matches(PathMatcher matcher, PathMatcher shallow, String path) {
    return matcher.matches(Path.of(path)) || shallow.matches(Path.of(path));
  }

  private String name(String path) {
    return written.isEmpty() ? path : written + "/" + path;
  }

  private static int firstWildcard(String glob) {
    for (int i = 0; i < glob.length(); i++) {
      if ("*?[{".indexOf(glob.charAt(i)) >= 0) {
        return i;
      }
    }
    return glob.length();
  }
}
