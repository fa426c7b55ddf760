package io.lavra.project;

import io.lavra.words.ConfigurationException;
import io.lavra.words.Place;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a table's definition makes of rows that are given: an entry of {@code tests/<table>.yaml}.
 *
 * @param table the table under test
 * @param given the rows of each table it reads; one that is not named has none
 * @param expected the rows that come out, in any order; only the columns they name are looked at
 * @param quarantined the rows that are kept back, where the test says anything about that
 */
public record DefinitionTest(
    String table,
    String name,
    String description,
    Place place,
    SortedMap<String, List<GivenRow>> given,
    List<GivenRow> expected,
    Optional<List<GivenRow>> quarantined) {
  public DefinitionTest {
    given = Collections.unmodifiableSortedMap(new TreeMap<>(given));
    expected = List.copyOf(expected);
  }

  /**
   * A row as it is written.
   *
   * @param values by column: texts as they stand in the file, lists of these, or null
   */
  public record GivenRow(Place place, Map<String, @Nullable Object> values) {}

  /**
   * Reads the tests of a lake, by table and in the order of their files.
   *
   * @throws ConfigurationException with everything that is wrong in them
   */
  public static List<DefinitionTest> read(Lake lake) {
    return new DefinitionTestsReader(lake).read();
  }
}
