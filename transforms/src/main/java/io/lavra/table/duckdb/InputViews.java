package io.lavra.table.duckdb;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.tableName;

import io.lavra.table.Shard;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/**
 * Gives a database the tables a statement may read, as views under their names, and the lake's
 * macros.
 */
public final class InputViews {
  private InputViews() {}

  public static void create(DuckDb duckDb, Map<String, Shard> inputs, Collection<String> macros)
      throws IOException {
    for (Map.Entry<String, Shard> input : inputs.entrySet()) {
      createSchema(duckDb, input.getKey());
      duckDb.execute(
          "CREATE VIEW %s AS %s"
              .formatted(
                  tableName(input.getKey()), Relation.select(input.getValue(), duckDb, false)));
    }
    for (RefusedMacro refused : new Macros(duckDb).create(macros)) {
      throw refused.why();
    }
  }

  public static void createSchema(DuckDb duckDb, String name) {
    int dot = name.indexOf('.');
    if (dot > 0) {
      duckDb.execute("CREATE SCHEMA IF NOT EXISTS " + identifier(name.substring(0, dot)));
    }
  }
}
