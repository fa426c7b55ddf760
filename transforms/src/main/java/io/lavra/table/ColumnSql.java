package io.lavra.table;

import static io.lavra.table.SqlText.identifier;
import static io.lavra.table.SqlText.literal;
import static io.lavra.table.SqlText.typeName;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import java.util.stream.Collectors;

/**
 * One conformed column as SQL, at the levels of {@link ConformSql}: the source's value ({@code
 * _lavra_x}), its cleaned text ({@code _lavra_t}), that cast ({@code _lavra_c}), whether it could
 * not be read ({@code _lavra_f}), and at last the column's value.
 *
 * @param from the source's column
 * @param number its place among the conformed columns
 */
record ColumnSql(ConformColumn column, Column from, int number) {
  String name() {
    return identifier(column.name());
  }

  String source() {
    return "_lavra_x" + number;
  }

  String cast() {
    return "_lavra_c" + number;
  }

  String failed() {
    return "_lavra_f" + number;
  }

  boolean isCast() {
    return !from.type().equals(column.type());
  }

  /** Whether its text stands in a column of its own. Else it is written where it is needed. */
  boolean hasText() {
    return !isReadAsItCame();
  }

  String text() {
    return hasText() ? "_lavra_t" + number : text(source());
  }

  /**
   * Casts pass over blanks by themselves: trimming first, for each value, would cost more than the
   * cast.
   */
  private boolean isReadAsItCame() {
    return isCast()
        && from.type().equals(ColumnType.STRING)
        && !column.type().isArray()
        && column.nulls().stream().allMatch(String::isEmpty)
        && column.letterCase() == null
        && column.format() == null
        && column.decimal() == null
        && column.grouping() == null;
  }

  /** The expression of {@link #cast}. */
  String castOfText() {
    return castSql(text(), source()).cast();
  }

  /** The expression of {@link #failed}: there is a text, and it was not read rightly. */
  String failure() {
    return "CASE WHEN %s THEN false ELSE %s IS NOT NULL END"
        .formatted(castSql(text(), source()).isRight(cast()), text());
  }

  /** The column's value. */
  String value() {
    return withDefault(
        isCast()
            ? "CASE WHEN %s THEN %s END"
                .formatted(castSql(text(), source()).isRight(cast()), cast())
            : text());
  }

  /** The column's value in one expression over a source's column. */
  String valueOf(String source) {
    if (!isCast()) {
      return withDefault(text(source));
    }
    CastSql sql = castSql(text(source), source);
    return withDefault("CASE WHEN %s THEN %s END".formatted(sql.isRight(sql.cast()), sql.cast()));
  }

  private CastSql castSql(String text, String source) {
    return new CastSql(column, from.type(), text, isReadAsItCame() ? source : text);
  }

  /** A source's value as cleaned text, or as it is where it has a type. */
  String text(String source) {
    if (!from.type().equals(ColumnType.STRING)) {
      return typed(source);
    }
    String text = column.trim() ? trimmed(source) : source;
    String markers =
        column.nulls().stream()
            .filter(marker -> !(column.trim() && marker.isEmpty()))
            .map(SqlText::literal)
            .collect(Collectors.joining(", "));
    if (!markers.isEmpty()) {
      text = "CASE WHEN %s NOT IN (%s) THEN %s END".formatted(text, markers, text);
    }
    return column.letterCase() == null ? text : column.letterCase() + "(" + text + ")";
  }

  /** Text that begins and ends with a printable character is not copied: most is like that. */
  private static String trimmed(String source) {
    return "CASE WHEN ascii(%1$s) BETWEEN 33 AND 126 AND ascii(%1$s[-1]) BETWEEN 33 AND 126 THEN %1$s ELSE nullif(trim(%1$s, E' \\t\\r\\n' || chr(160)), '') END"
        .formatted(source);
  }

  /** A value that has a type: null where a null marker reads as the same value. */
  private String typed(String source) {
    if (column.nulls().isEmpty()) {
      return source;
    }
    String markers =
        column.nulls().stream()
            .map(marker -> "TRY_CAST(%s AS %s)".formatted(literal(marker), typeName(from.type())))
            .collect(Collectors.joining(", "));
    return "CASE WHEN coalesce(%1$s IN (%2$s), false) THEN NULL ELSE %1$s END"
        .formatted(source, markers);
  }

  private String withDefault(String value) {
    return column.otherwise() == null
        ? value
        : "coalesce(%s, CAST(%s AS %s))"
            .formatted(value, literal(column.otherwise()), typeName(column.type()));
  }

  /** Why it could not be read, for a row where {@link #failed}. */
  String reason() {
    String value =
        column.personal()
            ? literal("a value")
            : "'\"' || left(CAST(" + text() + " AS VARCHAR), 80) || '\"'";
    String format = column.format() == null ? "" : " with format " + column.format();
    return "%s || %s || %s"
        .formatted(
            literal(column.name() + ": cannot read "),
            value,
            literal(" as " + column.type() + format));
  }
}
