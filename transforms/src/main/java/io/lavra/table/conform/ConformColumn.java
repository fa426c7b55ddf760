package io.lavra.table.conform;

import io.lavra.lake.ColumnType;
import io.lavra.table.reading.Notation;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one column is made. Text is trimmed, empty text is null, null markers are null; then it is
 * brought to its case and read. Text that is not exactly what the column declares sends the row to
 * quarantine.
 *
 * @param name the new name
 * @param from the source's name
 * @param letterCase {@code upper}, {@code lower} or null
 * @param notation how the values are written
 * @param nulls texts that mean null, such as {@code -9999}
 * @param otherwise the value, as the source would write it, where the source has null
 * @param rule SQL over the conformed columns; false sends the row to quarantine
 */
public record ConformColumn(
    String name,
    String from,
    ColumnType type,
    boolean trim,
    @Nullable String letterCase,
    Notation notation,
    List<String> nulls,
    @Nullable String otherwise,
    @Nullable String rule,
    boolean personal,
    String description)
    implements Serializable {
  public ConformColumn {
    nulls = List.copyOf(nulls);
  }

  /** A column that is only renamed and read. */
  public static ConformColumn of(String name, String from, ColumnType type) {
    return new ConformColumn(
        name, from, type, true, null, Notation.PLAIN, List.of(), null, null, false, "");
  }

  /** The same, with text left as it is. */
  public ConformColumn untrimmed() {
    return new ConformColumn(
        name,
        from,
        type,
        false,
        letterCase,
        notation,
        nulls,
        otherwise,
        rule,
        personal,
        description);
  }

  public ConformColumn with(Notation other) {
    return new ConformColumn(
        name, from, type, trim, letterCase, other, nulls, otherwise, rule, personal, description);
  }

  public ConformColumn withDecimal(String mark) {
    return with(notation.withMarks(mark, notation.grouping()));
  }

  public ConformColumn withFormat(String pattern) {
    return with(notation.withFormat(pattern));
  }
}
