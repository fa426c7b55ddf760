package io.lavra.quality.profile;

import io.lavra.lake.TableSchema;
import io.lavra.table.DuckDb;
import io.lavra.table.Shard;
import io.lavra.table.SqlText;

/** Rows of a table, chosen by their own hash, so that neither files nor their order matter. */
public final class Sample {
  /** About how many rows are looked at closely. */
  static final long MOST = 1_000_000;

  private Sample() {}

  /** Makes a temporary table of a table's rows: all of them, or about {@link #MOST}. */
  public static void create(DuckDb duckDb, Shard table, String name) {
    long every = (table.rows() + MOST - 1) / MOST;
    String where = every <= 1 ? "" : " WHERE %s %% %d = 0".formatted(hash(table.schema()), every);
    duckDb.execute(
        "CREATE TEMP TABLE %s AS SELECT %s FROM %s%s"
            .formatted(
                name,
                SqlText.identifiers(table.schema().names()),
                SqlText.tableName(table.table()),
                where));
  }

  /** SQL: a number of 64 bits that all of a row's values give. */
  public static String hash(TableSchema schema) {
    return "hash(" + SqlText.identifiers(schema.names()) + ")";
  }
}
