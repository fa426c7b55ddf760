package io.lavra.table.conform;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.literal;
import static io.lavra.table.duckdb.SqlText.typeName;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.reading.Reading;
import io.lavra.table.reading.Text;
import java.util.stream.Collectors;

/**
 * One conformed column as SQL, at the levels of {@link ConformSql}: the source's value ({@code
 * _lavra_x}), its cleaned text ({@code _lavra_t}), that cast ({@code _lavra_c}), whether it could
 * not be read ({@code _lavra_f}), and at last the column's value.
 *
 * @param from the source's column
 * @param number its place among the conformed columns
 * @param zone of times without an offset
 */
record ColumnSql(ConformColumn column, Column from, int number, String zone) {
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
        && column.notation().isPlain();
  }

  /** The expression of {@link #cast}. */
  String castOfText() {
    return reading().value(text(text(), source()));
  }

  /** The expression of {@link #failed}: there is a text, and it was not read rightly. */
  String failure() {
    return "CASE WHEN %s THEN false ELSE %s IS NOT NULL END".formatted(isRight(), text());
  }

  /**
   * The column's value.
   *
   * @param sure whether the row is known to be right
   */
  String value(boolean sure) {
    if (!isCast()) {
      return withDefault(text());
    }
    return withDefault(sure ? cast() : "CASE WHEN %s THEN %s END".formatted(isRight(), cast()));
  }

  private String isRight() {
    return reading().isRight(text(text(), source()), cast());
  }

  /** The column's value in one expression over a source's column. */
  String valueOf(String source) {
    return withDefault(isCast() ? reading().rightValue(text(text(source), source)) : text(source));
  }

  private Reading reading() {
    return Reading.of(from.type(), column.type(), column.notation(), zone);
  }

  private Text text(String text, String source) {
    return new Text(text, isReadAsItCame() ? source : text);
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
    return "CASE WHEN %1$s BETWEEN '!' AND '~' AND reverse(%1$s) BETWEEN '!' AND '~' THEN %1$s ELSE nullif(%2$s, '') END"
        .formatted(source, DefaultValue.trimmed(source));
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
        : "coalesce(%s, %s)".formatted(value, new DefaultValue(column, zone).sql());
  }

  /** Why it could not be read, for a row where {@link #failed}. */
  String reason() {
    String value =
        column.personal()
            ? literal("a value")
            : "'\"' || left(CAST(" + text() + " AS VARCHAR), 80) || '\"'";
    String format = column.notation().format();
    String words = " as " + column.type() + (format == null ? "" : " with format " + format);
    return "%s || %s || %s || %s"
        .formatted(
            literal(column.name() + ": cannot read "),
            value,
            literal(words),
            column.personal() ? "''" : reading().remedy(text()));
  }
}
