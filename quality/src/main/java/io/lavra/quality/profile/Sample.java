package io.lavra.quality.profile;

import io.lavra.lake.TableSchema;
import io.lavra.table.Shard;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.SqlText;

/** Rows of a table, chosen by their own hash, so that neither files nor their order matter. */
public final class Sample {
  /** About how many rows are looked at closely. */
  static final long MOST = 1_000_000;

  /** The share of different rows below which it matters that a hash takes equal rows together. */
  private static final double DIFFERENT = 0.9;

  private Sample() {}

  /** Makes a temporary table of a table's rows: all of them, or about {@link #MOST}. */
  public static void create(DuckDb duckDb, Shard table, String name) {
    create(duckDb, table, name, MOST);
  }

  static void create(DuckDb duckDb, Shard table, String name, long most) {
    long every = (table.rows() + most - 1) / most;
    duckDb.execute(
        "CREATE TEMP TABLE %s AS SELECT %s FROM %s"
            .formatted(
                name, SqlText.identifiers(table.schema().names()), rows(duckDb, table, every)));
  }

  private static String rows(DuckDb duckDb, Shard table, long every) {
    String all = SqlText.tableName(table.table());
    String hash = hash(table.schema());
    if (every <= 1) {
      return all;
    }
    long different = duckDb.number("SELECT approx_count_distinct(%s) FROM %s".formatted(hash, all));
    return different < DIFFERENT * table.rows()
        ? someOfEqualRows(all, table.schema(), every)
        : "%s WHERE %s %% %s = 0".formatted(all, hash, every);
  }

  /** Of each different row its share of copies; the hash decides on the last one. */
  private static String someOfEqualRows(String all, TableSchema schema, long every) {
    String columns = SqlText.identifiers(schema.names());
    return """
        (SELECT *, unnest(range(
            "all copies" // %3$s + CAST(%4$s %% %3$s < "all copies" %% %3$s AS BIGINT))) AS "a copy"
          FROM (SELECT %1$s, count(*) AS "all copies" FROM %2$s GROUP BY %1$s))\
        """
        .formatted(columns, all, every, hash(schema));
  }

  /** SQL: a number of 64 bits that all of a row's values give. */
  public static String hash(TableSchema schema) {
    return "hash(" + SqlText.identifiers(schema.names()) + ")";
  }
}
