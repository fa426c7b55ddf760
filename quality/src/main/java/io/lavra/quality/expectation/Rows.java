package io.lavra.quality.expectation;

import io.lavra.table.Measure;
import io.lavra.table.Measure.Kind;
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
    return aggregate("rows", "count(*)");
  }

  /** An aggregate over the rows. */
  Measure aggregate(String name, String sql) {
    return condition
        .map(where -> hashed(name, Kind.AGGREGATE, sql + " FILTER (WHERE " + where + ")"))
        .orElseGet(() -> new Measure(name, Kind.AGGREGATE, sql));
  }

  /** The number of rows that meet a predicate too. */
  Measure countWhere(String name, String predicate) {
    return hashed(name, Kind.AGGREGATE, "count(*) FILTER (WHERE " + and(predicate) + ")");
  }

  /** The number of rows where a column has a value. */
  Measure present(String column) {
    return aggregate("present(" + Sql.name(column) + ")", "count(" + Sql.name(column) + ")");
  }

  /** The condition and a further predicate as one. */
  String and(String predicate) {
    return Stream.concat(condition.stream(), Stream.of(predicate))
        .collect(Collectors.joining(" AND "));
  }

  static Measure hashed(String name, Kind kind, String sql) {
    return new Measure(name + "#" + hash(sql), kind, sql);
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
