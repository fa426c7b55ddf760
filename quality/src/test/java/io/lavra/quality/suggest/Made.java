package io.lavra.quality.suggest;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.duckdb.DuckDb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A database with a table {@code gold.made}, and the shard that speaks of it. */
public record Made(DuckDb duckDb, Shard shard) implements AutoCloseable {
  /**
   * Makes a table.
   *
   * @param sql what gives its rows
   * @param files what the statement may read
   */
  public static Made of(Path scratch, String sql, Path... files) {
    DuckDb duckDb = DuckDb.open(EngineSettings.of(scratch), 2, List.of(), List.of(files));
    duckDb.execute("CREATE SCHEMA gold");
    duckDb.execute("CREATE TABLE gold.made AS " + sql);
    List<Column> columns = new ArrayList<>();
    duckDb.forEach(
        "SELECT column_name, column_type FROM (DESCRIBE gold.made)",
        row ->
            columns.add(new Column(String.valueOf(row.get(0)), type(String.valueOf(row.get(1))))));
    long rows = duckDb.number("SELECT count(*) FROM gold.made");
    DataFile file = new DataFile("made.parquet", 1, rows, Map.of(), "{}");
    TableSchema schema = new TableSchema(columns);
    Location nowhere = Location.local(scratch.resolve("nowhere"));
    return new Made(duckDb, new Shard("gold.made", nowhere, schema, List.of(), List.of(file)));
  }

  private static ColumnType type(String duck) {
    return ColumnType.parse(
        duck.startsWith("TIMESTAMP") ? "timestamp" : duck.toLowerCase(Locale.ROOT));
  }

  @Override
  public void close() {
    duckDb.close();
  }
}
