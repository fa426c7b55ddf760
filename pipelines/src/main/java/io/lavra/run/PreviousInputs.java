package io.lavra.run;

import io.lavra.lake.DataFile;
import io.lavra.lake.LakeException;
import io.lavra.lake.NoSuchVersionException;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Provenance;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What came to a table's inputs since it was made from them the last time. */
final class PreviousInputs {
  private PreviousInputs() {}

  /**
   * The files that came, by input; empty if an input has lost a file since, or its old version is
   * gone, so that only making the table anew gives the right rows.
   *
   * @throws LakeException if the storage does not answer: then nothing is known
   */
  static Optional<Map<String, List<DataFile>>> added(
      Optional<Provenance> last, Map<String, TableVersion> inputs, Set<String> reads) {
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Map<String, List<DataFile>> added = new TreeMap<>();
    for (String name : reads) {
      TableVersion now = inputs.get(name);
      Long before = last.get().inputs().get(name);
      if (now == null
          || before == null
          || before > now.version()
          || !last.get().isMadeFrom(name, now)) {
        return Optional.empty();
      }
      Optional<Set<String>> then = paths(now, before);
      if (then.isEmpty() || !paths(now).containsAll(then.get())) {
        return Optional.empty();
      }
      added.put(
          name, now.files().stream().filter(file -> !then.get().contains(file.path())).toList());
    }
    return Optional.of(added);
  }

  private static Optional<Set<String>> paths(TableVersion now, long version) {
    if (version == now.version()) {
      return Optional.of(paths(now));
    }
    try {
      return Optional.of(paths(DeltaTable.at(now.location()).version(version)));
    } catch (NoSuchVersionException gone) {
      return Optional.empty();
    }
  }

  private static Set<String> paths(TableVersion version) {
    Set<String> paths = new HashSet<>();
    version.files().forEach(file -> paths.add(file.path()));
    return paths;
  }
}
