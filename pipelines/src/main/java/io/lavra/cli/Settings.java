package io.lavra.cli;

import io.lavra.lake.Location;
import io.lavra.project.Lake;
import io.lavra.project.Nearest;
import io.lavra.table.EngineSettings;
import java.util.Map;
import java.util.Set;

/** The settings of {@code --set}. */
final class Settings {
  private static final Set<String> KNOWN =
      Set.of("parallelism", "memory", "scratch", "scratch-limit", "buckets");

  private Settings() {}

  static EngineSettings engine(Map<String, String> settings, Lake lake, String target) {
    for (String key : settings.keySet()) {
      if (!KNOWN.contains(key)) {
        throw new UsageException(
            "There is no setting \"%s\". %s".formatted(key, Nearest.remedy(key, KNOWN)));
      }
    }
    int cores = Runtime.getRuntime().availableProcessors();
    return new EngineSettings(
        number(settings, "memory", 1200),
        number(settings, "parallelism", cores),
        cores,
        settings.getOrDefault("scratch", scratch(lake, target)),
        number(settings, "scratch-limit", 50_000),
        lake.timezone().getId());
  }

  static int buckets(Map<String, String> settings) {
    return settings.containsKey("buckets") ? number(settings, "buckets", 1) : 0;
  }

  /**
   * Beside the tables where they are on this machine, so that finished files move instead of being
   * copied.
   */
  private static String scratch(Lake lake, String target) {
    Location ops = lake.target(target).layers().get("ops");
    return ops != null && ops.isLocal()
        ? ops.path().resolveSibling(".scratch").toString()
        : System.getProperty("java.io.tmpdir") + "/lavra-scratch";
  }

  private static int number(Map<String, String> settings, String key, int otherwise) {
    String value = settings.get(key);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException(
          "--set %s=%s: a whole number above 0 is needed.".formatted(key, value));
    }
    throw new UsageException(
        "--set %s=%s: a whole number above 0 is needed.".formatted(key, value));
  }
}
