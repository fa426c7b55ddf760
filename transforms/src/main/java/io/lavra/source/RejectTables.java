package io.lavra.source;

import static io.lavra.table.SqlText.literal;

import io.lavra.table.DuckDb;

/**
 * What DuckDB's CSV reader could not read, and how it shifts the numbers of the lines that follow.
 */
final class RejectTables {
  private RejectTables() {}

  static String fresh(DuckDb duckDb) {
    return "rejects_" + duckDb.number("SELECT nextval('reject_tables')");
  }

  /**
   * Makes the tables that readers fill: what is kept back, and the lines DuckDB's reader passes
   * over.
   */
  static void prepare(DuckDb duckDb) {
    duckDb.execute("CREATE SEQUENCE reject_tables");
    duckDb.execute(
        "CREATE TEMP TABLE kept_back (source VARCHAR, line BIGINT, reason VARCHAR, raw VARCHAR)");
    duckDb.execute("CREATE TEMP TABLE unreadable (source VARCHAR, line BIGINT)");
  }

  static String options(String name) {
    return ", rejects_table = " + literal(name) + ", rejects_scan = " + literal(name + "_scan");
  }

  /**
   * Moves the rejects of a scan to {@code kept_back}; a line with several defects is one record.
   */
  static long keep(DuckDb duckDb, String name, String source) {
    duckDb.execute(
        """
        INSERT INTO kept_back
        SELECT %s, line, string_agg(DISTINCT lower(error_type::VARCHAR) || ': ' || error_message, '; ' ORDER BY lower(error_type::VARCHAR) || ': ' || error_message), any_value(csv_line)
        FROM %s GROUP BY line"""
            .formatted(literal(source), name));
    return duckDb.number("SELECT count(*) FROM kept_back WHERE source = " + literal(source));
  }

  /** The line of record number {@code _n} among those that could be read. */
  static String line(String source, int linesBefore, long rejected) {
    return rejected == 0
        ? "_n + " + linesBefore
        : "_n + " + linesBefore + " + coalesce(k.skipped, 0)";
  }

  /** Joins each record with the number of unreadable lines before it. */
  static String join(String source, int linesBefore, long rejected) {
    return rejected == 0
        ? ""
        : """
          ASOF LEFT JOIN (
            SELECT max(rank) AS skipped, good_before FROM (
              SELECT row_number() OVER (ORDER BY line) AS rank, line - %d - row_number() OVER (ORDER BY line) AS good_before
              FROM unreadable WHERE source = %s) GROUP BY good_before) k ON r._n > k.good_before"""
            .formatted(linesBefore, literal(source));
  }
}
