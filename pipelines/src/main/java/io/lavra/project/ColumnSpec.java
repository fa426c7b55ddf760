package io.lavra.project;

import io.lavra.lake.ColumnType;
import io.lavra.project.yaml.Condition;
import io.lavra.table.reading.Notation;
import io.lavra.words.Place;
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
 * @param notation how the values are written. A timestamp without an offset is in the lake's time
 *     zone
 * @param nulls texts that mean nothing is known, compared after trimming
 * @param defaultValue the text taken where nothing is known, written as in the source
 * @param rule SQL predicate over the conformed row; where it is false the row is quarantined
 * @param personal whether the values may identify a person ({@code pii} in the table file)
 * @param place where it is declared
 * @param defaultPlace where its default is declared; the same where it has none
 */
public record ColumnSpec(
    String name,
    String from,
    boolean lineage,
    ColumnType type,
    boolean trim,
    Optional<LetterCase> letterCase,
    Notation notation,
    List<String> nulls,
    Optional<String> defaultValue,
    Optional<Condition> rule,
    boolean personal,
    String description,
    Place place,
    Place defaultPlace) {
  public ColumnSpec {
    nulls = List.copyOf(nulls);
  }
}
