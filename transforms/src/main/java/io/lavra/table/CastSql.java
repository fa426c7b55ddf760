package io.lavra.table;

import static io.lavra.table.SqlText.literal;
import static io.lavra.table.SqlText.typeName;

import io.lavra.lake.ColumnType;
import java.util.stream.Collectors;

/**
 * How a conformed column's values are cast.
 *
 * @param from the type they have, another than the column's
 * @param value the value as it should be read
 * @param raw the value as it came, where reading that gives the same or nothing: it is tried first,
 *     because it costs less; else the same as {@code value}
 */
record CastSql(ConformColumn column, ColumnType from, String value, String raw) {
  /** What DuckDB reads of a value, which may be more than it should. */
  String cast() {
    String type = typeName(column.type());
    if (from.equals(ColumnType.STRING) && isTemporal(column.type()) && column.format() != null) {
      return "CAST(try_strptime(%s, %s) AS %s)"
          .formatted(value, literal(DatePattern.toStrptime(column.format())), type);
    }
    return as(type);
  }

  private String as(String type) {
    boolean number = from.equals(ColumnType.STRING) && column.type().isNumeric();
    String cast = "TRY_CAST(%s AS %s)".formatted(number ? number(value) : value, type);
    return raw.equals(value) ? cast : "coalesce(TRY_CAST(%s AS %s), %s)".formatted(raw, type, cast);
  }

  /**
   * Whether DuckDB read something, and what the value says: it also reads 1_000 and 0x10, infinity
   * and not-a-number and years that other engines cannot, and it rounds to whole numbers. Where it
   * read nothing, this is false or null.
   */
  String isRight(String cast) {
    ColumnType type = column.type();
    boolean whole = isWhole(type);
    if (type.equals(ColumnType.DATE)) {
      return cast + " BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'";
    }
    if (type.equals(ColumnType.TIMESTAMP)) {
      return cast
          + " BETWEEN TIMESTAMPTZ '0001-01-01 00:00:00+00' AND TIMESTAMPTZ '9999-12-31 23:59:59.999999+00'";
    }
    if (type.isArray()) {
      String all = nulls(cast) + " = " + nulls("TRY_CAST(" + value + " AS VARCHAR[])");
      String doubles = " AND " + cast + " = TRY_CAST(" + value + " AS DOUBLE[])";
      return isWhole(type.element()) ? all + doubles : all;
    }
    if (from.isNumeric()) {
      return cast + (whole ? " = " + value : " IS NOT NULL");
    }
    if (!from.equals(ColumnType.STRING) || !type.isNumeric()) {
      return cast + " IS NOT NULL";
    }
    boolean matched = column.decimal() != null || column.grouping() != null;
    String plain = matched ? "true" : "NOT contains(" + raw + ", '_')";
    if (whole) {
      return "%s = %s AND %s".formatted(cast, as("DOUBLE"), plain);
    }
    return (type.isDecimal() ? cast + " IS NOT NULL" : "isfinite(" + cast + ")") + " AND " + plain;
  }

  private static String nulls(String array) {
    return "len(list_filter(%s, lambda x: x IS NULL))".formatted(array);
  }

  private static boolean isWhole(ColumnType type) {
    return type.equals(ColumnType.INT) || type.equals(ColumnType.BIGINT);
  }

  private static boolean isTemporal(ColumnType type) {
    return type.equals(ColumnType.DATE) || type.equals(ColumnType.TIMESTAMP);
  }

  /**
   * A number with its own separators, as one with a point; null where the separators are not where
   * they belong.
   */
  private String number(String text) {
    if (column.decimal() == null && column.grouping() == null) {
      return text;
    }
    String decimal = column.decimal() == null ? "." : column.decimal();
    String plain = "[+-]?[0-9]*(" + quoteRegex(decimal) + "[0-9]+)?";
    String pattern = plain;
    String digits = text;
    if (column.grouping() != null) {
      String group = quoteRegex(column.grouping());
      pattern =
          plain + "|[+-]?[0-9]{1,3}(" + group + "[0-9]{3})+(" + quoteRegex(decimal) + "[0-9]+)?";
      digits = "replace(%s, %s, '')".formatted(text, literal(column.grouping()));
    }
    return "CASE WHEN regexp_full_match(%s, %s) THEN replace(%s, %s, '.') END"
        .formatted(text, literal(pattern), digits, literal(decimal));
  }

  private static String quoteRegex(String separator) {
    return separator
        .chars()
        .mapToObj(c -> Character.isLetterOrDigit(c) ? String.valueOf((char) c) : "\\" + (char) c)
        .collect(Collectors.joining());
  }
}
