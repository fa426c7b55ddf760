package io.lavra.run;

import io.lavra.lake.DeltaTable;
import io.lavra.lake.LakeException;
import io.lavra.lake.TableVersion;
import io.lavra.plan.Provenance;

/** Makes an earlier version of a table its newest one. */
public final class RestoreTable {
  private RestoreTable() {}

  /**
   * @return the new version
   * @throws LakeException where the version is unknown, its files are gone, or another writer came
   *     first
   */
  public static long restore(LakeState state, String table, long version) {
    DeltaTable delta = DeltaTable.at(state.folder(table));
    TableVersion old = delta.version(version);
    String provenance = Provenance.of(old).map(Provenance::toJson).orElse("{}");
    DeltaTable.Outcome outcome =
        delta.restore(version, state.appender(table), state.lastNumber(table) + 1, provenance);
    if (outcome instanceof DeltaTable.Outcome.Published published) {
      return published.version();
    }
    throw new LakeException(
        "%s: another run has published since. Look at its history and restore again."
            .formatted(table));
  }
}
