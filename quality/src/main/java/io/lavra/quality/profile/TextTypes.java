package io.lavra.quality.profile;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.literal;

import io.lavra.table.duckdb.DuckDb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which type a column of texts might have: the narrowest that nearly all of its values cast to. */
final class TextTypes {
  /** Below this share it is no type with mistakes in it, but another one. */
  private static final double ENOUGH = 0.95;

  private static final String DIGITS = "regexp_full_match(v, '[+-]?[0-9]{1,18}')";

  /** By the format as a table file writes it: DuckDB's, and whether it has a time of day. */
  private static final Map<String, String> FORMATS = new LinkedHashMap<>();

  static {
    FORMATS.put("yyyy-MM-dd", "%Y-%m-%d");
    FORMATS.put("dd/MM/yyyy", "%d/%m/%Y");
    FORMATS.put("MM/dd/yyyy", "%m/%d/%Y");
    FORMATS.put("yyyy-MM-dd HH:mm:ss", "%Y-%m-%d %H:%M:%S");
    FORMATS.put("yyyy-MM-dd'T'HH:mm:ss", "%Y-%m-%dT%H:%M:%S");
    FORMATS.put("dd/MM/yyyy HH:mm:ss", "%d/%m/%Y %H:%M:%S");
    FORMATS.put("dd/MM/yyyy HH:mm", "%d/%m/%Y %H:%M");
    FORMATS.put("MM/dd/yyyy HH:mm", "%m/%d/%Y %H:%M");
  }

  private record Candidate(String type, String how, String test) {}

  private TextTypes() {}

  /** Empty where the values are texts and nothing else, or there are none. */
  static Optional<InferredType> infer(DuckDb duckDb, String relation, String column) {
    String values =
        "(SELECT trim(%1$s) AS v FROM %2$s WHERE trim(%1$s) <> '')"
            .formatted(identifier(column), relation);
    List<Candidate> candidates = candidates(duckDb, values);
    StringBuilder sql = new StringBuilder("SELECT count(*)");
    sql.append(", count(*) FILTER (WHERE regexp_full_match(v, '0[0-9]+'))");
    candidates.forEach(c -> sql.append(", count(*) FILTER (WHERE ").append(c.test()).append(")"));
    List<@Nullable Object> row = duckDb.rows(sql + " FROM " + values).get(0);
    long all = number(row.get(0));
    boolean isCode = number(row.get(1)) > 0; // a number has no leading zeros to lose
    InferredType best = null;
    for (int i = 0; i < candidates.size() && all > 0 && !isCode; i++) {
      Candidate candidate = candidates.get(i);
      double share = number(row.get(i + 2)) / (double) all;
      if (share >= ENOUGH && (best == null || share > best.share())) {
        best = new InferredType(candidate.type(), candidate.how(), share);
      }
    }
    return Optional.ofNullable(best);
  }

  private static List<Candidate> candidates(DuckDb duckDb, String values) {
    List<Candidate> all = new ArrayList<>();
    all.add(new Candidate("boolean", "", "lower(v) IN ('true', 'false')"));
    all.add(new Candidate("int", "", DIGITS + " AND try_cast(v AS INTEGER) IS NOT NULL"));
    all.add(new Candidate("bigint", "", DIGITS));
    for (String mark : List.of(".", ",")) {
      String decimal = "[+-]?[0-9]{1,18}([" + mark + "][0-9]{1,12})?";
      String type = decimalType(duckDb, values, decimal, mark);
      all.add(
          new Candidate(
              type,
              mark.equals(".") ? "" : "decimal: ','",
              "regexp_full_match(v, " + literal(decimal) + ")"));
    }
    FORMATS.forEach(
        (format, duck) ->
            all.add(
                new Candidate(
                    duck.contains("%H") ? "timestamp" : "date",
                    format.startsWith("yyyy") ? "" : "format: " + format,
                    "try_strptime(v, " + literal(duck) + ") IS NOT NULL")));
    return all;
  }

  /** Wide enough for the digits there are before and after the mark. */
  private static String decimalType(DuckDb duckDb, String values, String regex, String mark) {
    List<@Nullable Object> row =
        duckDb
            .rows(
                "SELECT max(length(split_part(ltrim(v, '+-'), %1$s, 1))), max(length(split_part(v, %1$s, 2))) FROM %2$s WHERE regexp_full_match(v, %3$s)"
                    .formatted(literal(mark), values, literal(regex)))
            .get(0);
    long whole = Math.max(1, number(row.get(0)));
    long scale = number(row.get(1));
    return "decimal(%d,%d)".formatted(whole + scale, scale);
  }

  private static long number(@Nullable Object value) {
    return value == null ? 0 : ((Number) value).longValue();
  }
}
