package io.lavra.quality.publish;

import io.lavra.lake.ConcurrentPublishException;
import io.lavra.lake.DataFile;
import io.lavra.lake.delta.Commit;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.table.Destination;
import io.lavra.table.duckdb.Quarantine;
import java.util.List;
import java.util.Map;

/** Publishes the rows a run kept back from a table, once for each run. */
final class KeptRows {
  private final Destination from;

  KeptRows(Destination from) {
    this.from = from;
  }

  void publish(List<DataFile> files) {
    DeltaTable quarantine = DeltaTable.at(from.quarantine());
    try {
      quarantine.publish(commit(quarantine, files));
    } catch (ConcurrentPublishException e) {
      // Another run made the quarantine table meanwhile; to one that exists, appends do not clash.
      quarantine.publish(commit(quarantine, files));
    }
  }

  private Commit commit(DeltaTable quarantine, List<DataFile> files) {
    return new Commit(
        quarantine.latest().map(TableVersion::version).orElse(-1L),
        Quarantine.SCHEMA,
        List.of(),
        files,
        List.of(),
        "lavra/kept/" + from.table() + "/" + from.runId(),
        1,
        Map.of(),
        "WRITE",
        "{}",
        true);
  }
}
