package io.lavra.table;

import static io.lavra.table.SqlText.identifier;
import static io.lavra.table.SqlText.tableName;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/**
 * Gives a database the tables a statement may read, as views under their names, and the lake's
 * macros.
 */
final class InputViews {
  private InputViews() {}

  static void create(DuckDb duckDb, Map<String, Shard> inputs, Collection<String> macros)
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

  static void createSchema(DuckDb duckDb, String name) {
    int dot = name.indexOf('.');
    if (dot > 0) {
      duckDb.execute("CREATE SCHEMA IF NOT EXISTS " + identifier(name.substring(0, dot)));
    }
  }
}
