package io.lavra.table;

import io.lavra.lake.ColumnType;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one column is made. Text is trimmed, empty text is null, null markers are null; then case,
 * decimal comma and cast. Text that cannot be cast sends the row to quarantine.
 *
 * @param name the new name
 * @param from the source's name
 * @param letterCase {@code upper}, {@code lower} or null
 * @param format for dates and timestamps, in Java's letters: {@code dd/MM/yyyy HH:mm:ss}; null for
 *     ISO 8601
 * @param decimal the decimal separator where it is not a point
 * @param grouping the thousands separator, where there is one
 * @param nulls texts that mean null, such as {@code -9999}
 * @param otherwise the value, as text, where the source has null
 * @param rule SQL over the conformed columns; false sends the row to quarantine
 */
public record ConformColumn(
    String name,
    String from,
    ColumnType type,
    boolean trim,
    @Nullable String letterCase,
    @Nullable String format,
    @Nullable String decimal,
    @Nullable String grouping,
    List<String> nulls,
    @Nullable String otherwise,
    @Nullable String rule,
    boolean personal,
    String description)
    implements Serializable {
  public ConformColumn {
    nulls = List.copyOf(nulls);
  }

  /** A column that is only renamed and cast. */
  public static ConformColumn of(String name, String from, ColumnType type) {
    return new ConformColumn(
        name, from, type, true, null, null, null, null, List.of(), null, null, false, "");
  }

  /** The same, with text left as it is. */
  ConformColumn untrimmed() {
    return new ConformColumn(
        name,
        from,
        type,
        false,
        letterCase,
        format,
        decimal,
        grouping,
        nulls,
        otherwise,
        rule,
        personal,
        description);
  }

  public ConformColumn withDecimal(String separator) {
    return new ConformColumn(
        name,
        from,
        type,
        trim,
        letterCase,
        format,
        separator,
        grouping,
        nulls,
        otherwise,
        rule,
        personal,
        description);
  }

  public ConformColumn withFormat(String pattern) {
    return new ConformColumn(
        name,
        from,
        type,
        trim,
        letterCase,
        pattern,
        decimal,
        grouping,
        nulls,
        otherwise,
        rule,
        personal,
        description);
  }
}
