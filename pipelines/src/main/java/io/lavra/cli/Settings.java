package io.lavra.cli;

import io.lavra.lake.Location;
import io.lavra.lake.io.ScratchFolder;
import io.lavra.project.Lake;
import io.lavra.table.EngineSettings;
import io.lavra.words.Inert;
import io.lavra.words.Nearest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The settings of {@code --set}. */
record Settings(Map<String, String> values) {
  private static final Set<String> KNOWN =
      Set.of("parallelism", "memory", "scratch", "scratch-limit", "buckets");

  /** Reads {@code key=value} pairs; the last of a key counts. */
  static Settings of(List<String> written) {
    Map<String, String> values = new TreeMap<>();
    for (String pair : written) {
      int equals = pair.indexOf('=');
      if (equals <= 0) {
        throw new UsageException("--set %s: write KEY=VALUE.".formatted(Inert.quoted(pair)));
      }
      String key = pair.substring(0, equals);
      if (!KNOWN.contains(key)) {
        throw new UsageException(
            "There is no setting \"%s\". %s".formatted(key, Nearest.remedy(key, KNOWN)));
      }
      values.put(key, pair.substring(equals + 1));
    }
    return new Settings(values);
  }

  EngineSettings engine(Lake lake, String target) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new EngineSettings(
        number("memory", 1200),
        number("parallelism", cores),
        cores,
        values.containsKey("scratch") ? values.get("scratch") : scratch(lake, target),
        number("scratch-limit", 50_000),
        lake.timezone().getId());
  }

  /** How many pieces of work run at once; empty where nobody said. */
  Optional<Integer> parallelism() {
    return values.containsKey("parallelism")
        ? Optional.of(number("parallelism", 1))
        : Optional.empty();
  }

  /** How many pieces rows of a key are exchanged in; 0 to choose by size. */
  int buckets() {
    return number("buckets", 0);
  }

  /**
   * Beside the tables where they are on this machine and may be written, so that finished files
   * move instead of being copied; else where the process has its temporary files.
   */
  private static String scratch(Lake lake, String target) {
    Location ops = lake.target(target).layers().get("ops");
    if (ops == null || !ops.isLocal()) {
      return "";
    }
    Path scratch = ops.path().resolveSibling(".scratch");
    boolean isElsewhere =
        Files.exists(ops.path().resolveSibling("")) && !ScratchFolder.isUsable(scratch);
    return isElsewhere ? "" : scratch.toString();
  }

  private int number(String key, int otherwise) {
    String value = values.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value.matches("[1-9]\\d{0,8}")) {
      return Integer.parseInt(value);
    }
    throw new UsageException(
        "--set %s=%s: a whole number above 0 is needed.".formatted(key, value));
  }
}
