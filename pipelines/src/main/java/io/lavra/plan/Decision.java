package io.lavra.plan;

import io.lavra.lake.LakeException;
import io.lavra.lake.SchemaChange;
import io.lavra.lake.delta.TableVersion;
import io.lavra.project.FilesSource;
import io.lavra.project.Lake;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether a table is built, how, and why.
 *
 * @param build whether there is anything to do
 * @param whole whether all its rows must be made anew, whatever its write mode
 * @param reason for people
 * @param definition the hash of its definition
 */
public record Decision(boolean build, boolean whole, String reason, String definition) {
  /**
   * Compares a table with what its last version was made from.
   *
   * @param tables by name the versions of other tables; those it reads count
   * @throws LakeException where its columns would change in a way that only {@code --full-refresh}
   *     may do
   */
  public static Decision of(
      Lake lake,
      Blueprint blueprint,
      Optional<TableVersion> published,
      Map<String, TableVersion> tables,
      boolean fullRefresh) {
    String definition = Definitions.hash(lake, blueprint, tables);
    Optional<Provenance> last = published.flatMap(Provenance::of);
    if (published.isEmpty()) {
      return new Decision(true, true, "new table", definition);
    }
    if (blueprint.table().definition() instanceof FilesSource) {
      int files = blueprint.landing().size();
      return files == 0
          ? new Decision(false, false, "no new files", definition)
          : new Decision(true, false, files == 1 ? "1 new file" : files + " new files", definition);
    }
    if (fullRefresh) {
      return new Decision(true, true, "full refresh asked for", definition);
    }
    boolean rewrite =
        SchemaChange.between(published.get().schema(), blueprint.schema()).needsOverwrite();
    if (last.isEmpty()) {
      return new Decision(true, true, "last version was not made by Lavra", definition);
    }
    if (!last.get().current().definition().equals(definition)) {
      return new Decision(true, true, "definition changed", definition);
    }
    List<String> changes = changes(last.get().current(), blueprint, tables);
    if (changes.isEmpty()) {
      return new Decision(false, false, "up to date", definition);
    }
    boolean madeOtherwise =
        !last.get().definition().equals(definition)
            || blueprint.reads().stream().anyMatch(input -> isAnother(last.get(), input, tables));
    return new Decision(true, rewrite || madeOtherwise, String.join(", ", changes), definition);
  }

  /** Whether a table was removed and made anew since. */
  private static boolean isAnother(
      Provenance last, String input, Map<String, TableVersion> tables) {
    TableVersion now = tables.get(input);
    return now != null && !last.isMadeFrom(input, now);
  }

  private static List<String> changes(
      Provenance last, Blueprint blueprint, Map<String, TableVersion> tables) {
    List<String> changes = new ArrayList<>();
    versions(blueprint, tables)
        .forEach(
            (input, version) -> {
              Long before = last.inputs().get(input);
              if (isAnother(last, input, tables)) {
                changes.add(input + " is another table, made anew");
              } else if (before == null || !before.equals(version)) {
                changes.add("%s %s → %s".formatted(input, before == null ? "–" : before, version));
              }
            });
    if (!last.source().equals(blueprint.source())) {
      changes.add("source changed");
    }
    return changes;
  }

  /** The version of each table it reads; -1 for one that does not exist. */
  static Map<String, Long> versions(Blueprint blueprint, Map<String, TableVersion> tables) {
    Map<String, Long> versions = new TreeMap<>();
    for (String input : blueprint.reads()) {
      TableVersion version = tables.get(input);
      versions.put(input, version == null ? -1L : version.version());
    }
    return versions;
  }
}
