package io.lavra.table;

import java.util.List;

/**
 * Parts the rows of {@code input} in two: the many that stream straight through, and the few set
 * aside, because they are defective or share their key with another row. One pass hashes the keys,
 * one finds the defective rows, a third sets aside the rows whose hash is wanted; the last, which
 * writes, only has to leave those hashes out.
 *
 * <p>Leaving hashes out, rather than asking each row again whether it is good, matters: DuckDB
 * pushes such a filter down through the projections that conform a row and then evaluates trims and
 * casts many times over.
 */
final class SetAside {
  private final DuckDb duckDb;
  private final ConformSql sql;
  private final Conform conform;
  private final List<String> key;
  private final boolean empty;

  /**
   * @param key the conformed columns by which rows are compared; none to look at each row alone
   */
  SetAside(DuckDb duckDb, ConformSql sql, Conform conform, List<String> key) {
    this.duckDb = duckDb;
    this.sql = sql;
    this.conform = conform;
    this.key = key;
    duckDb.execute("CREATE TEMP TABLE wanted AS " + sql.defects(key));
    if (!key.isEmpty()) {
      duckDb.execute("INSERT INTO wanted " + twice());
    }
    this.empty = duckDb.number("SELECT count(*) FROM wanted") == 0;
    duckDb.execute(
        "CREATE TEMP TABLE set_aside AS "
            + sql.select(empty ? "input LIMIT 0" : input("SEMI JOIN")));
  }

  private String twice() {
    return "SELECT h FROM (SELECT %s AS h FROM input) GROUP BY h HAVING count(*) > 1"
        .formatted(sql.hash(key));
  }

  private String input(String join) {
    return "(SELECT input.* FROM input %s wanted ON %s = _lavra_hash)"
        .formatted(join, sql.hash(key));
  }

  /** The other rows, conformed; those that {@code where} leaves out are not among them. */
  String straight() {
    return "SELECT * FROM (%s)%s"
        .formatted(
            sql.selectRight(empty ? "input" : input("ANTI JOIN")),
            conform.where() == null ? "" : " WHERE _kept");
  }

  /** Defective rows, counted. */
  long defects() {
    return duckDb.number("SELECT count(*) FROM set_aside WHERE _bad");
  }

  /** Rows without defect that {@code where} leaves out, counted. */
  long filtered() {
    return conform.where() == null
        ? 0
        : duckDb.number(
            "SELECT count(*) FILTER (WHERE NOT _bad AND NOT _kept) FROM (%s)"
                .formatted(sql.select("input")));
  }
}
