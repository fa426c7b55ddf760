package io.lavra.lake.delta;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.SetTransaction;
import io.delta.standalone.internal.DeltaLogImpl;
import io.delta.standalone.internal.SnapshotImpl;
import io.delta.standalone.internal.actions.Metadata;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import scala.collection.JavaConverters;

/**
 * What Delta Standalone makes of a log: the table's description, its files and its marks at one
 * version. This is the only class that asks Standalone to read.
 *
 * @param writer the lowest writer version the table asks for
 */
record LogState(
    long version, int writer, Metadata metadata, List<AddFile> files, Map<String, Long> marks) {

  /** Reads the newest version; -1 where there is no log. */
  static LogState latest(Location root, LogView view) {
    return of(log(root, view).snapshot());
  }

  static LogState at(Location root, LogView view, long version) {
    return of(log(root, view).getSnapshotForVersionAsOf(version));
  }

  /** Writes what the log says up to a version into one file, so that readers need not replay it. */
  static void checkpoint(Location root, LogView view, long version) {
    DeltaLogImpl log = log(root, view);
    log.checkpoint(log.getSnapshotForVersionAsOf(version));
  }

  TableSchema schema() throws UnsupportedTable {
    String text = metadata.schemaString();
    return text == null ? new TableSchema(List.of()) : DeltaSchema.read(text);
  }

  List<String> partitionBy() {
    return List.copyOf(JavaConverters.seqAsJavaList(metadata.partitionColumns()));
  }

  Map<String, String> properties() {
    return Map.copyOf(JavaConverters.mapAsJavaMap(metadata.configuration()));
  }

  private static DeltaLogImpl log(Location root, LogView view) {
    Configuration hadoop = StorageFileSystem.configuration(root);
    view.into(hadoop);
    return (DeltaLogImpl) DeltaLog.forTable(hadoop, new Path(StorageFileSystem.ROOT));
  }

  private static LogState of(SnapshotImpl snapshot) {
    Map<String, Long> marks = new TreeMap<>();
    for (SetTransaction mark : JavaConverters.seqAsJavaList(snapshot.setTransactions())) {
      marks.put(mark.getAppId(), mark.getVersion());
    }
    return new LogState(
        snapshot.version(),
        snapshot.protocolScala().minWriterVersion(),
        snapshot.metadataScala(),
        List.copyOf(snapshot.getAllFiles()),
        marks);
  }
}
