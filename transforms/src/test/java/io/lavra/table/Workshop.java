package io.lavra.table;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.Commit;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.source.Ledger;
import io.lavra.table.duckdb.ContentHash;
import io.lavra.table.duckdb.Quarantine;
import io.lavra.table.duckdb.TableQuery;
import io.lavra.table.write.QueryTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A folder with real tables: runs work, publishes what it staged, and reads rows back as text. */
public final class Workshop {
  private final Path root;
  private final EngineSettings settings;
  private int runs;

  public Workshop(Path root) {
    this(root, "UTC");
  }

  public Workshop(Path root, String timezone) {
    this.root = root;
    this.settings =
        new EngineSettings(512, 1, 2, root.resolve("scratch").toString(), 2_000, timezone);
  }

  public EngineSettings settings() {
    return settings;
  }

  public Location folder(String table) {
    return Location.local(root.resolve("lake").resolve(table.replace('.', '/')));
  }

  /** Where a table's files go, under a run id of its own. */
  public Destination to(String table, TableSchema schema, List<String> partitionBy) {
    return new Destination(
        table,
        folder(table),
        schema,
        partitionBy,
        List.of(),
        folder("ops.quarantine"),
        "run-" + ++runs);
  }

  public Destination to(String table, TableSchema schema) {
    return to(table, schema, List.of());
  }

  /** Does the work here and now; every row must be accounted for. */
  public Staged run(TableWork work) throws Exception {
    Staged staged = work.run(settings);
    assertNull(staged.failure());
    assertTrue(staged.counts().close(), () -> "rows are lost: " + staged.counts());
    return staged;
  }

  /** Commits staged files over what the table has; all of that leaves where {@code replace}. */
  public Shard publish(Destination to, Staged staged, boolean replace) {
    DeltaTable table = DeltaTable.at(to.folder());
    Optional<TableVersion> base = table.latest();
    List<String> removes = new ArrayList<>(staged.removes());
    if (replace && base.isPresent()) {
      base.get().files().stream().map(DataFile::path).forEach(removes::add);
    }
    table.publish(
        new Commit(
            base.map(TableVersion::version).orElse(-1L),
            to.schema(),
            to.partitionBy(),
            staged.files(),
            removes,
            "lavra/test/" + to.table(),
            base.map(version -> version.version() + 2).orElse(1L),
            Ledger.marks(staged.ingested()),
            "WRITE",
            "{}",
            true));
    return Shard.of(to.table(), table.latest().orElseThrow());
  }

  /** The rows of a table whose schema holds no row yet. */
  public Shard empty(String table, TableSchema schema) {
    return new Shard(table, folder(table), schema, List.of(), List.of());
  }

  /** A published table with the rows of a SELECT. */
  public Shard table(String name, TableSchema schema, String select) throws Exception {
    Destination to = to(name, schema);
    return publish(to, query(to, select), true);
  }

  /** The same that no commit names. */
  public Shard staged(String name, TableSchema schema, String select) throws Exception {
    Destination to = to(name, schema);
    return staged(to, query(to, select));
  }

  private Staged query(Destination to, String select) throws Exception {
    return run(new QueryTables(Map.of(), List.of(), select, List.of(), to, null));
  }

  /** A result's rows: values joined by {@code |}, null as {@code ~}. */
  public List<String> rows(Shard table, String select) throws IOException {
    return new TableQuery(Map.of("t", table), settings)
        .rows(select).stream()
            .map(row -> row.stream().map(Workshop::text).collect(Collectors.joining("|")))
            .toList();
  }

  /** All rows, sorted by all columns. */
  public List<String> rows(Shard table) throws IOException {
    return rows(table, "SELECT * FROM t ORDER BY ALL");
  }

  /** What was kept back: {@code offset|reason|raw}, sorted. */
  public List<String> rejects(Staged staged) throws IOException {
    Shard rejects =
        new Shard(
            "ops.quarantine",
            folder("ops.quarantine"),
            Quarantine.SCHEMA,
            List.of(),
            staged.rejects());
    return rows(
        rejects, "SELECT source_offset, reason, raw FROM t ORDER BY source, source_offset, raw");
  }

  /** Staged files as a table of their own. */
  public Shard staged(Destination to, Staged staged) {
    return new Shard(to.table(), to.folder(), to.schema(), to.partitionBy(), staged.files());
  }

  public String hash(Shard table) throws IOException {
    return ContentHash.of(table, settings);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "~" : value.toString();
  }

  /** Columns written as {@code "name type"}. */
  public static TableSchema schema(String... columns) {
    List<Column> all = new ArrayList<>();
    for (String column : columns) {
      int blank = column.lastIndexOf(' ');
      all.add(
          new Column(column.substring(0, blank), ColumnType.parse(column.substring(blank + 1))));
    }
    return new TableSchema(all);
  }
}
