package io.lavra.cli;

import io.lavra.project.Lake;
import io.lavra.run.record.OpsTables;
import io.lavra.words.Nearest;
import java.util.Set;
import java.util.TreeSet;

/** Finds tables by the names people type. */
final class Tables {
  private Tables() {}

  /**
   * A table of the lake or of its records; throws {@link UsageException} naming the nearest one.
   */
  static String named(Lake lake, String name) {
    Set<String> known = new TreeSet<>(lake.tables().keySet());
    OpsTables.SCHEMAS.keySet().forEach(table -> known.add("ops." + table));
    if (!known.contains(name)) {
      throw new UsageException(
          "There is no table \"%s\" in %s. %s"
              .formatted(name, lake.name(), Nearest.remedy(name, known)));
    }
    return name;
  }
}
