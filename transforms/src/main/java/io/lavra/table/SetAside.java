package io.lavra.table;

import java.util.List;

/**
 * Parts the rows of {@code input} in two: the many that stream straight through, and the few set
 * aside, because they are defective or share their key with another row. One pass hashes the keys,
 * a second sets aside the rows whose hash is wanted; the third, which writes, only has to leave
 * those hashes out.
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
  private final String hash;

  /**
   * @param key the conformed columns by which rows are compared; none to look at each row alone
   */
  SetAside(DuckDb duckDb, ConformSql sql, Conform conform, List<String> key) {
    this.duckDb = duckDb;
    this.sql = sql;
    this.conform = conform;
    this.key = key;
    this.hash = sql.hash(key);
    duckDb.execute("CREATE TEMP TABLE wanted AS " + (key.isEmpty() ? defective() : twice()));
    duckDb.execute(
        "CREATE TEMP TABLE set_aside AS "
            + sql.select(
                "(SELECT * FROM input SEMI JOIN wanted ON %s = wanted._lavra_wanted)"
                    .formatted(hash)));
  }

  private String twice() {
    return "SELECT _lavra_wanted FROM (%s) GROUP BY _lavra_wanted HAVING count(*) > 1 OR bool_or(_bad)"
        .formatted(hashed());
  }

  private String defective() {
    return "SELECT DISTINCT unnest(list(_lavra_wanted) FILTER (WHERE _bad)) AS _lavra_wanted FROM ("
        + hashed()
        + ")";
  }

  private String hashed() {
    return "SELECT _lavra_hash AS _lavra_wanted, _bad FROM (%s)"
        .formatted(sql.selectHashed("input", key));
  }

  /** The other rows, conformed; those that {@code where} leaves out are not among them. */
  String straight() {
    String rest =
        "(SELECT * FROM input ANTI JOIN wanted ON %s = wanted._lavra_wanted)".formatted(hash);
    return "SELECT * FROM (%s)%s"
        .formatted(sql.select(rest), conform.where() == null ? "" : " WHERE _kept");
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
