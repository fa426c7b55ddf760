package io.lavra.lake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How this process writes the names of files: in the encoding of its locale, and that of {@code C}
 * or {@code POSIX} is ASCII.
 */
public final class PathEncoding {
  private static final String NAME = System.getProperty("sun.jnu.encoding", "UTF-8");

  private PathEncoding() {}

  public static String name() {
    return NAME;
  }

  /** Whether every path that is text can be written. */
  public static boolean isUtf8() {
    return Charset.forName(NAME).equals(StandardCharsets.UTF_8);
  }

  /** What to say of a path that cannot be written. */
  public static String refused(String path) {
    return path.indexOf('\0') >= 0
        ? "No path has a zero character in it. Take it out of \"%s\"."
            .formatted(path.replace('\0', '?'))
        : "The path \"%s\" cannot be written in %s, the encoding of this process. Start Lavra with LC_ALL=C.UTF-8."
            .formatted(path, NAME);
  }
}
