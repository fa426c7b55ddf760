package io.lavra.table.conform;

import com.google.common.collect.Lists;
import io.lavra.table.duckdb.DuckDb;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
public final class SetAside {
  /** Columns whose reasons are worked out by one statement. */
  private static final int AT_ONCE = 8;

  private final DuckDb duckDb;
  private final ConformSql sql;
  private final Conform conform;
  private final List<String> key;
  private final boolean empty;

  /**
   * @param key the conformed columns by which rows are compared; none to look at each row alone
   */
  public SetAside(DuckDb duckDb, ConformSql sql, Conform conform, List<String> key) {
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
    if (!empty) {
      sayWhy();
    }
  }

  /**
   * Adds to {@code _reason} why values could not be read. What to declare instead takes some memory
   * for each column, so that only columns with such values are looked at, a few at a time.
   */
  private void sayWhy() {
    List<ColumnSql> failing = failing();
    for (List<ColumnSql> some : Lists.reverse(Lists.partition(failing, AT_ONCE))) {
      duckDb.execute(
          "UPDATE set_aside SET _reason = concat_ws('; ', %s, _reason) WHERE %s"
              .formatted(
                  some.stream()
                      .map(c -> "CASE WHEN %s THEN %s END".formatted(c.failed(), c.reason()))
                      .collect(Collectors.joining(", ")),
                  some.stream().map(ColumnSql::failed).collect(Collectors.joining(" OR "))));
    }
  }

  private List<ColumnSql> failing() {
    List<ColumnSql> casting = sql.casting();
    if (casting.isEmpty()) {
      return List.of();
    }
    String any =
        casting.stream()
            .map(column -> "coalesce(bool_or(%s), false)".formatted(column.failed()))
            .collect(Collectors.joining(", ", "SELECT ", " FROM set_aside"));
    List<@Nullable Object> found = duckDb.rows(any).get(0);
    return IntStream.range(0, casting.size())
        .filter(i -> Boolean.TRUE.equals(found.get(i)))
        .mapToObj(casting::get)
        .toList();
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
  public String straight() {
    return "SELECT * FROM (%s)%s"
        .formatted(
            sql.selectRight(empty ? "input" : input("ANTI JOIN")),
            conform.where() == null ? "" : " WHERE _kept");
  }

  /** Defective rows, counted. */
  public long defects() {
    return duckDb.number("SELECT count(*) FROM set_aside WHERE _bad");
  }

  /** Rows without defect that {@code where} leaves out, counted. */
  public long filtered() {
    return conform.where() == null
        ? 0
        : duckDb.number(
            "SELECT count(*) FILTER (WHERE NOT _bad AND NOT _kept) FROM (%s)"
                .formatted(sql.select("input")));
  }
}
