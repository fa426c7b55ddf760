package io.lavra.run.repair;

import io.lavra.lake.LakeException;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Provenance;
import io.lavra.run.record.LakeState;
import io.lavra.source.Ledger;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Makes an earlier version of a table its newest one. */
public final class RestoreTable {
  private RestoreTable() {}

  /**
   * What became of it.
   *
   * @param version the new version
   * @param leftOut the landing files that were taken in after the version that was put back, and
   *     stay out
   */
  public record Restored(long version, Set<String> leftOut) {}

  /**
   * Puts a version back. It stays until the table's definition or an input changes, and landing
   * files that were taken in since stay out until their content does.
   *
   * @param readAgain whether the next run is to take these in again, where they still lie
   * @throws LakeException where the version is unknown, its files are gone, or another writer came
   *     first
   */
  public static Restored restore(LakeState state, String table, long version, boolean readAgain) {
    state.requireWritable(Set.of(table));
    DeltaTable delta = DeltaTable.at(state.folder(table));
    TableVersion old = delta.version(version);
    Map<String, Long> now = state.version(table).map(TableVersion::marks).orElse(Map.of());
    DeltaTable.Outcome outcome =
        delta.restore(
            version,
            state.appender(table),
            state.lastNumber(table) + 1,
            readAgain ? Ledger.undone(now, old.marks()) : Ledger.kept(now, old.marks()),
            provenance(state, table, old).map(Provenance::toJson).orElse("{}"));
    if (outcome instanceof DeltaTable.Outcome.Published published) {
      return new Restored(
          published.version(), readAgain ? Set.of() : Ledger.leftOut(now, old.marks()));
    }
    throw new LakeException(
        "%s: another run has published since. Look at its history and restore again."
            .formatted(table));
  }

  private static Optional<Provenance> provenance(LakeState state, String table, TableVersion old) {
    Optional<Provenance> newest = state.version(table).flatMap(Provenance::of);
    return Provenance.of(old)
        .map(made -> newest.map(now -> inPlaceOf(now.current(), made, state)).orElse(made));
  }

  /** The inputs as they are now: only what comes after them makes the table out of date. */
  private static Provenance inPlaceOf(Provenance newest, Provenance made, LakeState state) {
    Map<String, Long> inputs = new TreeMap<>(newest.inputs());
    Map<String, TableVersion> tables = new TreeMap<>();
    inputs.keySet().forEach(name -> state.version(name).ifPresent(now -> tables.put(name, now)));
    tables.forEach((name, now) -> inputs.put(name, now.version()));
    return made.inPlaceOf(newest, inputs, tables);
  }
}
