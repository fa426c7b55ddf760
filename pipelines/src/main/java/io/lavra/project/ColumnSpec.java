package io.lavra.project;

import io.lavra.lake.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * A column as a table file declares it.
 *
 * @param name as readers will see it
 * @param from the column it is read from; {@code name} by default
 * @param lineage whether that is a column that bronze adds, whatever the source has of the name
 * @param trim whether blanks around text are cut off, before anything else
 * @param letterCase the case that text is brought to
 * @param format of a {@code date} or {@code timestamp}, e.g. {@code dd/MM/yyyy HH:mm:ss}; ISO 8601
 *     where empty. A timestamp without an offset is in the lake's time zone
 * @param decimal the decimal mark of a number; a point where empty
 * @param grouping the mark between thousands; none where empty
 * @param nulls texts that mean nothing is known, compared after trimming
 * @param defaultValue the text taken where nothing is known
 * @param rule SQL predicate over the conformed row; where it is false the row is quarantined
 * @param personal whether the values may identify a person ({@code pii} in the table file)
 * @param place where it is declared
 */
public record ColumnSpec(
    String name,
    String from,
    boolean lineage,
    ColumnType type,
    boolean trim,
    Optional<LetterCase> letterCase,
    Optional<String> format,
    Optional<Character> decimal,
    Optional<Character> grouping,
    List<String> nulls,
    Optional<String> defaultValue,
    Optional<Condition> rule,
    boolean personal,
    String description,
    Place place) {
  public ColumnSpec {
    nulls = List.copyOf(nulls);
  }
}
