package io.lavra.quality.expectation;

import io.lavra.table.measure.Measure;
import io.lavra.table.measure.Measure.Merge;
import io.lavra.table.measure.Moments;
import io.lavra.table.measure.Scan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows an expectation speaks of, and the measurements taken over them. A measurement is named
 * by what it is, e.g. {@code min("price")}; where that does not say all of its SQL, by a hash of
 * the SQL besides, so equal measurements have equal names and different ones do not.
 *
 * @param condition SQL in brackets that the rows meet
 */
record Rows(Optional<String> condition) {
  static Rows of(Arguments arguments) {
    return new Rows(RowCondition.of(arguments));
  }

  /** The number of rows. */
  Measure count() {
    return aggregate("rows", "count(*)", Merge.ADD);
  }

  /** An aggregate over the rows. */
  Measure aggregate(String name, String sql, Merge merge) {
    return condition
        .map(where -> hashed(name, Scan.ROWS, sql + " FILTER (WHERE " + where + ")", merge))
        .orElseGet(() -> new Measure(name, Scan.ROWS, sql, merge));
  }

  /**
   * The first or the last time of a column, in seconds since 1970.
   *
   * @param extreme min or max
   */
  Measure epoch(String name, String column, String extreme) {
    String time = Sql.name(column);
    String those =
        condition.map(where -> "CASE WHEN " + where + " THEN " + time + " END").orElse(time);
    String sql = "CAST(epoch(" + extreme + "(" + those + ")) AS DOUBLE)";
    Merge merge = extreme.equals("max") ? Merge.GREATEST : Merge.LEAST;
    String full = name + "(" + time + ")";
    return condition.isPresent()
        ? hashed(full, Scan.ROWS, sql, merge)
        : new Measure(full, Scan.ROWS, sql, merge);
  }

  /** Count, mean and spread of a column of numbers. */
  Measure moments(String column) {
    String filter = condition.map(where -> " FILTER (WHERE " + where + ")").orElse("");
    String sql = Moments.sql(Sql.name(column), filter);
    return hashed("moments(" + Sql.name(column) + ")", Scan.ROWS, sql, Merge.MOMENTS);
  }

  /** The number of rows that meet a predicate too. */
  Measure countWhere(String name, String predicate) {
    // Cheaper in DuckDB than a FILTER.
    String sql = "count(CASE WHEN " + and(predicate) + " THEN 1 END)";
    return hashed(name, Scan.ROWS, sql, Merge.ADD);
  }

  /** The number of rows where a column has a value. */
  Measure present(String column) {
    return aggregate(
        "present(" + Sql.name(column) + ")", "count(" + Sql.name(column) + ")", Merge.ADD);
  }

  /** The number of rows where a column has none; told from counts, no value is looked at. */
  Measure missing(String column) {
    String filter = condition.map(where -> " FILTER (WHERE " + where + ")").orElse("");
    String sql = "count(*)" + filter + " - count(" + Sql.name(column) + ")" + filter;
    return hashed("missing(" + Sql.name(column) + ")", Scan.ROWS, sql, Merge.ADD);
  }

  /** The different values of a column, each once; nulls are passed over. */
  Groups groups(String column) {
    return Groups.of(List.of(column), and(Sql.name(column) + " IS NOT NULL"));
  }

  /** The number of different values; nulls are passed over. */
  Measure distinct(String column) {
    return groups(column).measure("distinct", "count(*)");
  }

  /** The condition and a further predicate as one. */
  String and(String predicate) {
    return Stream.concat(condition.stream(), Stream.of(predicate))
        .collect(Collectors.joining(" AND "));
  }

  static Measure hashed(String name, Scan scan, String sql) {
    return hashed(name, scan, sql, Merge.NONE);
  }

  private static Measure hashed(String name, Scan scan, String sql, Merge merge) {
    return new Measure(name + "#" + hash(scan.with() + sql), scan, sql, merge);
  }

  private static String hash(String sql) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
