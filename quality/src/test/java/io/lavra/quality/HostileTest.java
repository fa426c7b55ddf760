package io.lavra.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.Severity;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and values are data whatever they look like; odd numbers break nothing. */
class HostileTest {
  private static final String PLAIN_NAME = "nome";

  static Stream<String> texts() {
    return Stream.of(
        "\"; DROP TABLE staged; --",
        "'; DROP TABLE staged; --",
        "it's",
        "]",
        "[x]",
        "a\nb\r\n\tc",
        "ação ☃ 🇧🇷",
        "\\",
        "\\'",
        "%s %d %n",
        "$1",
        "${HOME}",
        "/* x",
        "?",
        ":name",
        "NULL",
        "*",
        "\u202Eevil",
        "select",
        " ");
  }

  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static Suite suite(String column, String value) {
    return Suite.of(
        Stream.of(
                new Object[] {"expect_column_values_to_be_in_set", "value_set", List.of(value)},
                new Object[] {
                  "expect_column_values_to_not_be_in_set", "value_set", List.of(value + "x")
                },
                new Object[] {
                  "expect_column_distinct_values_to_contain_set", "value_set", List.of(value)
                },
                new Object[] {"expect_column_values_to_be_between", "min_value", value},
                new Object[] {"expect_column_min_to_be_between", "max_value", value},
                new Object[] {
                  "expect_column_values_to_match_regex",
                  "regex",
                  "^" + java.util.regex.Pattern.quote(value)
                },
                new Object[] {"expect_column_value_lengths_to_be_between", "min_value", 0},
                new Object[] {"expect_column_unique_value_count_to_be_between", "max_value", 1},
                new Object[] {"expect_column_values_to_not_be_null", "mostly", 1},
                new Object[] {"expect_column_values_to_be_unique", "mostly", 0})
            .map(
                row ->
                    new Expectation(
                        (String) row[0],
                        Map.of("column", column, (String) row[1], row[2]),
                        Severity.FAIL,
                        "f:1"))
            .toList(),
        List.of());
  }

  private static List<String> failures(Suite suite, String column, String value, String type)
      throws SQLException {
    suite.checkColumns(TableSchema.of(new Column(column, ColumnType.STRING)));
    String create =
        "CREATE TABLE staged AS SELECT %s::%s AS %s".formatted(value, type, identifier(column));
    try (Staged staged = new Staged(create)) {
      return staged.judge(suite).checks().stream()
          .map(CheckResult::message)
          .filter(message -> !message.isEmpty())
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aValue(String text) throws SQLException {
    assertEquals(
        List.of(), failures(suite(PLAIN_NAME, text), PLAIN_NAME, literal(text), "VARCHAR"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aName(String name) throws SQLException {
    String column = name + "c";
    assertEquals(List.of(), failures(suite(column, "v"), column, "'v'", "VARCHAR"));
    Suite structure =
        Suite.of(
            List.of(
                new Expectation(
                    "expect_column_to_exist", Map.of("column", column), Severity.FAIL, "f:1"),
                new Expectation(
                    "expect_table_columns_to_match_ordered_list",
                    Map.of("column_list", List.of(column)),
                    Severity.FAIL,
                    "f:1"),
                new Expectation(
                    "expect_compound_columns_to_be_unique",
                    Map.of("column_list", List.of(column)),
                    Severity.FAIL,
                    "f:1")),
            List.of());
    assertEquals(List.of(), failures(structure, column, "'v'", "VARCHAR"));
  }

  @Test
  void aNulCharacter() throws SQLException {
    assertEquals(
        List.of(),
        failures(
            Suite.of(
                List.of(
                    new Expectation(
                        "expect_column_values_to_be_in_set",
                        Map.of("column", PLAIN_NAME, "value_set", List.of("a\0b")),
                        Severity.FAIL,
                        "f:1")),
                List.of()),
            PLAIN_NAME,
            "('a' || chr(0) || 'b')",
            "VARCHAR"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e308", "-0.0", "5e-324"})
  void anOddDouble(String number) throws SQLException {
    double value = Double.parseDouble(number);
    boolean inside = value >= -1 && value <= 1;
    Suite suite =
        Suite.of(
            Stream.of("values_to", "min_to", "max_to", "mean_to", "sum_to")
                .map(
                    part ->
                        new Expectation(
                            "expect_column_" + part + "_be_between",
                            Map.of("column", "d", "min_value", -1, "max_value", 1),
                            Severity.FAIL,
                            "f:1"))
                .toList(),
            List.of());
    try (Staged staged =
        new Staged("CREATE TABLE staged AS SELECT '" + number + "'::DOUBLE AS d")) {
      assertEquals(
          List.of(inside, inside, inside, inside, inside),
          staged.judge(suite).checks().stream().map(CheckResult::passed).toList());
    }
  }

  @Test
  void naNLiesInNoRange() throws SQLException {
    Suite suite =
        Suite.of(
            Stream.of("values_to", "min_to", "max_to")
                .map(
                    part ->
                        new Expectation(
                            "expect_column_" + part + "_be_between",
                            Map.of("column", "d", "min_value", 0),
                            Severity.FAIL,
                            "f:1"))
                .toList(),
            List.of());
    try (Staged staged = new Staged("CREATE TABLE staged AS SELECT 'NaN'::DOUBLE AS d")) {
      assertEquals(
          List.of(false, false, false),
          staged.judge(suite).checks().stream().map(CheckResult::passed).toList());
    }
  }

  @Test
  void wholeNumbersBeyondDoublesAreToldApart() throws SQLException {
    Suite suite =
        Suite.of(
            List.of(
                new Expectation(
                    "expect_column_max_to_be_between",
                    Map.of("column", "n", "max_value", 9007199254740992L),
                    Severity.FAIL,
                    "f:1"),
                new Expectation(
                    "expect_column_values_to_be_between",
                    Map.of("column", "n", "max_value", 9007199254740992L),
                    Severity.FAIL,
                    "f:1"),
                new Expectation(
                    "expect_column_max_to_be_between",
                    Map.of("column", "n", "max_value", 9007199254740993L),
                    Severity.FAIL,
                    "f:1")),
            List.of());
    try (Staged staged =
        new Staged("CREATE TABLE staged AS SELECT 9007199254740993::BIGINT AS n")) {
      assertEquals(
          List.of(false, false, true),
          staged.judge(suite).checks().stream().map(CheckResult::passed).toList());
    }
  }
}
