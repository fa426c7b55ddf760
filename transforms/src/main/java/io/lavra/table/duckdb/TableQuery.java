package io.lavra.table.duckdb;

import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Questions to published tables. */
public final class TableQuery {
  private final Map<String, Shard> tables;
  private final EngineSettings settings;

  /**
   * @param tables by the name statements use
   */
  public TableQuery(Map<String, Shard> tables, EngineSettings settings) {
    this.tables = tables;
    this.settings = settings;
  }

  /** All rows of a small result. */
  public List<List<@Nullable Object>> rows(String sql) throws IOException {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    forEach(sql, rows::add);
    return rows;
  }

  /** Asks several questions in one database, where the tables are views under their names. */
  public <T> T ask(Function<DuckDb, T> questions) throws IOException {
    try (DuckDb duckDb = DuckDb.open(settings, settings.cores(), tables.values())) {
      InputViews.create(duckDb, tables, List.of());
      return questions.apply(duckDb);
    }
  }

  /** Streams the rows of a result. */
  public void forEach(String sql, DuckDb.RowConsumer consumer) throws IOException {
    Boolean unused =
        ask(
            duckDb -> {
              duckDb.forEach(sql, consumer);
              return true;
            });
  }
}
