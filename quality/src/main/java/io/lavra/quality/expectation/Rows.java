package io.lavra.quality.expectation;

import io.lavra.table.Measure;
import io.lavra.table.Measure.Kind;
import io.lavra.table.Measure.Merge;
import io.lavra.table.Moments;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
        .map(where -> hashed(name, Kind.AGGREGATE, sql + " FILTER (WHERE " + where + ")", merge))
        .orElseGet(() -> new Measure(name, Kind.AGGREGATE, sql, merge));
  }

  /** Count, mean and spread of a column of numbers. */
  Measure moments(String column) {
    String filter = condition.map(where -> " FILTER (WHERE " + where + ")").orElse("");
    String sql = Moments.sql(Sql.name(column), filter);
    return hashed("moments(" + Sql.name(column) + ")", Kind.AGGREGATE, sql, Merge.MOMENTS);
  }

  /** The number of rows that meet a predicate too. */
  Measure countWhere(String name, String predicate) {
    // Cheaper in DuckDB than a FILTER.
    String sql = "count(CASE WHEN " + and(predicate) + " THEN 1 END)";
    return hashed(name, Kind.AGGREGATE, sql, Merge.ADD);
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
    return hashed("missing(" + Sql.name(column) + ")", Kind.AGGREGATE, sql, Merge.ADD);
  }

  /** The number of different values; nulls are passed over. */
  Measure distinct(String column) {
    String name = Sql.name(column);
    String sql =
        "SELECT count(*) FROM (SELECT 1 FROM staged WHERE %s GROUP BY %s)"
            .formatted(and(name + " IS NOT NULL"), name);
    return hashed("distinct(" + name + ")", Kind.QUERY, sql);
  }

  /** The condition and a further predicate as one. */
  String and(String predicate) {
    return Stream.concat(condition.stream(), Stream.of(predicate))
        .collect(Collectors.joining(" AND "));
  }

  static Measure hashed(String name, Kind kind, String sql) {
    return hashed(name, kind, sql, Merge.NONE);
  }

  static Measure hashed(String name, Kind kind, String sql, Merge merge) {
    return new Measure(name + "#" + hash(sql), kind, sql, merge);
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
