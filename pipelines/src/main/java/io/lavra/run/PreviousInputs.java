package io.lavra.run;

import io.lavra.lake.DataFile;
import io.lavra.lake.DeltaTable;
import io.lavra.lake.LakeException;
import io.lavra.lake.TableVersion;
import io.lavra.plan.Provenance;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files a table was made from the last time. */
final class PreviousInputs {
  private PreviousInputs() {}

  /**
   * The files of each input, by name; empty where an input has lost a file since, so that only
   * making the table anew gives the right rows.
   */
  static Optional<Map<String, Set<String>>> ifOnlyAdded(
      Optional<Provenance> last, Map<String, TableVersion> inputs, Set<String> reads) {
    if (last.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Set<String>> files = new TreeMap<>();
    for (String name : reads) {
      TableVersion now = inputs.get(name);
      Long before = last.get().inputs().get(name);
      if (now == null || before == null || before > now.version()) {
        return Optional.empty();
      }
      Optional<Set<String>> then = files(now, before);
      if (then.isEmpty() || !files(now).containsAll(then.get())) {
        return Optional.empty();
      }
      files.put(name, then.get());
    }
    return Optional.of(files);
  }

  private static Optional<Set<String>> files(TableVersion now, long version) {
    if (version == now.version()) {
      return Optional.of(files(now));
    }
    try {
      return Optional.of(files(DeltaTable.at(now.location()).version(version)));
    } catch (LakeException e) {
      // The old version's log is gone: then what was read from it is not known either.
      return Optional.empty();
    }
  }

  private static Set<String> files(TableVersion version) {
    return version.files().stream()
        .map(DataFile::path)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
