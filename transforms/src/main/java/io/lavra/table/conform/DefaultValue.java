package io.lavra.table.conform;

import static io.lavra.table.duckdb.SqlText.literal;

import io.lavra.lake.ColumnType;
import io.lavra.table.reading.Reading;
import io.lavra.table.reading.Text;
import java.util.Objects;

/**
 * What stands where nothing is known: read just as a text of the source is, except that it is never
 * a null marker.
 */
public record DefaultValue(ConformColumn column, String zone) {
  /** The value as SQL; null where its text cannot be read. */
  public String sql() {
    if (column.type().equals(ColumnType.STRING)) {
      return text();
    }
    return Reading.of(ColumnType.STRING, column.type(), column.notation(), zone)
        .rightValue(Text.of(text()));
  }

  private String text() {
    String written = literal(Objects.requireNonNull(column.otherwise()));
    String text = column.trim() ? trimmed(written) : written;
    return column.letterCase() == null ? text : column.letterCase() + "(" + text + ")";
  }

  /** What to declare instead of a text that cannot be read, as SQL. */
  public String remedy() {
    return Reading.of(ColumnType.STRING, column.type(), column.notation(), zone).remedy(text());
  }

  /** Text without the blanks around it. */
  static String trimmed(String text) {
    return "trim(%s, E' \\t\\r\\n' || chr(160))".formatted(text);
  }
}
