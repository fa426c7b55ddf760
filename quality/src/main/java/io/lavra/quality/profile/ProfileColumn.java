package io.lavra.quality.profile;

import static io.lavra.table.duckdb.SqlText.identifier;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.quality.profile.ColumnProfile.Bin;
import io.lavra.quality.profile.ColumnProfile.Counted;
import io.lavra.table.duckdb.DuckDb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at one column of the sample. */
final class ProfileColumn {
  private static final List<Integer> QUANTILES = List.of(1, 5, 25, 50, 75, 95, 99);
  private static final int BINS = 10;
  private static final int SHOWN = 10;
  private static final int SHAPES = 5;
  private static final int LOOKED_AT = 1000;

  private final DuckDb duckDb;
  private final String sample;
  private final ColumnType type;
  private final String column;
  private final String name;
  private final boolean isAll;

  ProfileColumn(DuckDb duckDb, String sample, Column column, boolean isAll) {
    this.duckDb = duckDb;
    this.sample = sample;
    this.type = column.type();
    this.column = column.name();
    this.name = identifier(column.name());
    this.isAll = isAll;
  }

  ColumnProfile profile(Totals totals, int index, boolean declared) {
    Optional<String> found = personal();
    Optional<String> personal = found.isEmpty() && declared ? Optional.of("declared") : found;
    boolean open = personal.isEmpty();
    boolean isText = type.equals(ColumnType.STRING);
    return new ColumnProfile(
        column,
        type,
        isText ? TextTypes.infer(duckDb, sample, column) : Optional.empty(),
        totals.rows(),
        totals.present(index),
        isAll ? exactlyDistinct() : Math.min(totals.distinct(index), totals.present(index)),
        isAll,
        open || isText ? spread(totals, index) : Optional.empty(),
        open && isMeasured() ? histogram() : List.of(),
        open && !isMeasured() ? counted(name, SHOWN) : List.of(),
        isText ? counted(shape(), SHAPES) : List.of(),
        personal);
  }

  /** Numbers and times. */
  private boolean isMeasured() {
    return type.isNumeric() || type.equals(ColumnType.DATE) || type.equals(ColumnType.TIMESTAMP);
  }

  private Optional<String> personal() {
    boolean mayBe =
        type.equals(ColumnType.STRING) || type.equals(ColumnType.BIGINT) || type.isDecimal();
    if (!mayBe) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    duckDb.forEach(
        "SELECT v FROM (SELECT DISTINCT left(CAST(%1$s AS VARCHAR), 100) AS v FROM %2$s WHERE %1$s IS NOT NULL) ORDER BY hash(v), v LIMIT %3$s"
            .formatted(name, sample, LOOKED_AT),
        row -> values.add(String.valueOf(row.get(0))));
    return PersonalValues.classOf(values);
  }

  private long exactlyDistinct() {
    return duckDb.number("SELECT count(DISTINCT %s) FROM %s".formatted(name, sample));
  }

  private Optional<Spread> spread(Totals totals, int index) {
    String min = totals.min(index);
    String max = totals.max(index);
    return min == null || max == null
        ? Optional.empty()
        : Optional.of(
            new Spread(
                min,
                max,
                totals.mean(index),
                totals.deviation(index),
                totals.notFinite(index),
                quantiles()));
  }

  private Map<Integer, String> quantiles() {
    if (!isMeasured()) {
      return Map.of();
    }
    String list =
        QUANTILES.stream().map(q -> String.format(Locale.ROOT, "0.%02d", q)).toList().toString();
    List<@Nullable Object> row =
        duckDb
            .rows(
                "SELECT CAST(q AS VARCHAR[]) FROM (SELECT quantile_disc(%s, %s) AS q FROM %s)"
                    .formatted(name, list, sample))
            .get(0);
    Map<Integer, String> quantiles = new TreeMap<>();
    if (row.get(0) instanceof List<?> values) {
      for (int i = 0; i < values.size(); i++) {
        quantiles.put(QUANTILES.get(i), String.valueOf(values.get(i)));
      }
    }
    return quantiles;
  }

  /** Ten bins of one width; one bin where all values are the same. */
  private List<Bin> histogram() {
    String number = type.isNumeric() ? "CAST(%s AS DOUBLE)" : "epoch(%s)";
    String back = type.isNumeric() ? "%s" : "make_timestamp(CAST((%s) * 1000000 AS BIGINT))";
    String low = back.formatted("low + bin * (high - low) / " + BINS);
    String high = back.formatted("low + (bin + 1) * (high - low) / " + BINS);
    String sql =
        """
        WITH numbers AS (SELECT %1$s AS n FROM %2$s WHERE %1$s IS NOT NULL AND isfinite(%1$s)),
          ends AS (SELECT min(n) AS low, max(n) AS high FROM numbers HAVING count(*) > 0),
          filled AS (
            SELECT CASE WHEN high = low THEN 0
              ELSE least(%5$s, CAST(floor((n - low) / (high - low) * %6$s) AS BIGINT)) END AS bin,
              count(*) AS found
            FROM numbers, ends GROUP BY ALL),
          bins AS (SELECT low, high, unnest(range(0, CASE WHEN high = low THEN 1 ELSE %6$s END)) AS bin
            FROM ends)
        SELECT CAST(%3$s AS VARCHAR), CAST(%4$s AS VARCHAR), coalesce(found, 0)
        FROM bins LEFT JOIN filled USING (bin) ORDER BY bin
        """
            .formatted(number.formatted(name), sample, low, high, BINS - 1, BINS);
    List<Bin> bins = new ArrayList<>();
    duckDb.forEach(
        sql,
        row ->
            bins.add(
                new Bin(
                    String.valueOf(row.get(0)),
                    String.valueOf(row.get(1)),
                    ((Number) java.util.Objects.requireNonNull(row.get(2))).longValue())));
    return bins;
  }

  private String shape() {
    return "regexp_replace(regexp_replace(regexp_replace(left(%s, 40), '[\\p{Ll}\\p{Lt}\\p{Lm}\\p{Lo}]', 'a', 'g'), '\\p{Lu}', 'A', 'g'), '\\p{N}', '9', 'g')"
        .formatted(name);
  }

  private List<Counted> counted(String expression, int most) {
    List<Counted> counted = new ArrayList<>();
    String printed = type.equals(ColumnType.BINARY) ? "lower(hex(v))" : "CAST(v AS VARCHAR)";
    duckDb.forEach(
        "SELECT left(%1$s, 100), n, n / sum(n) OVER () FROM (SELECT %2$s AS v, count(*) AS n FROM %3$s WHERE %4$s IS NOT NULL GROUP BY ALL) ORDER BY n DESC, %1$s LIMIT %5$s"
            .formatted(printed, expression, sample, name, most),
        row ->
            counted.add(
                new Counted(
                    String.valueOf(row.get(0)),
                    ((Number) java.util.Objects.requireNonNull(row.get(1))).longValue(),
                    ((Number) java.util.Objects.requireNonNull(row.get(2))).doubleValue())));
    return counted;
  }
}
