package io.lavra.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files around a lake, which nothing that the lake reads may make anybody touch or tell.
 *
 * @param folder what holds the lake's folder, {@code lake}, and the others
 * @param before what was there
 */
record Around(Path folder, Map<String, String> before) {
  static final String SECRET = "nobody reads this";

  /** Plants files beside the place of a lake. */
  static Around plant(Path folder) throws IOException {
    Path others = Files.createDirectories(folder.resolve("around"));
    Files.createDirectories(folder.resolve("lake"));
    Files.writeString(others.resolve("secret.txt"), SECRET);
    Files.writeString(folder.resolve("secret.csv"), "a\n" + SECRET + "\n");
    return new Around(folder, seen(folder));
  }

  Path lake() {
    return folder.resolve("lake");
  }

  /** What is not as it was; empty if all is. */
  Optional<String> touched() throws IOException {
    Map<String, String> now = seen(folder);
    return now.equals(before)
        ? Optional.empty()
        : Optional.of("outside of the lake: " + before + " became " + now);
  }

  /** Also where the process works, by names alone. */
  private static Map<String, String> seen(Path folder) throws IOException {
    Map<String, String> seen = new TreeMap<>();
    try (Stream<Path> here = Files.list(Path.of(""))) {
      here.forEach(file -> seen.put("./" + file, ""));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> !f.startsWith(folder.resolve("lake"))).toList()) {
        boolean plain = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
        seen.put(
            folder.relativize(file).toString(),
            plain ? Arrays.toString(Files.readAllBytes(file)) : "no file");
      }
    }
    return seen;
  }
}
