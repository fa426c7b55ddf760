package io.lavra.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.quality.gx.GxReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Row conditions take the rows that Great Expectations takes, as infra/gx/conditions.py saw it;
 * what it does not understand is refused, with the token and its place.
 */
class GxConditionsTest {
  private static final Gson GSON = new Gson();

  private static final TableSchema SCHEMA =
      TableSchema.of(
          new Column("id", ColumnType.INT),
          new Column("i", ColumnType.INT),
          new Column("n", ColumnType.DOUBLE),
          new Column("t", ColumnType.STRING),
          new Column("b", ColumnType.BOOLEAN),
          new Column("d", ColumnType.DATE),
          new Column("sp ace", ColumnType.INT),
          new Column("preço", ColumnType.INT),
          new Column("tick`s", ColumnType.INT));

  private static JsonObject golden() throws IOException {
    try (InputStream stream = GxConditionsTest.class.getResourceAsStream("/gx/conditions.json")) {
      return JsonParser.parseReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .getAsJsonObject();
    }
  }

  /** Once with nulls where GX's table has none, once with NaN: to pandas they are one. */
  private static Staged staged(JsonObject golden, String missing) throws SQLException {
    Staged staged =
        new Staged(
            "CREATE TABLE staged (id INT, i INT, n DOUBLE, t VARCHAR, b BOOLEAN, d DATE, \"sp ace\" INT, \"preço\" INT, \"tick`s\" INT)");
    for (JsonElement row : golden.getAsJsonArray("rows")) {
      List<String> values = new ArrayList<>();
      for (JsonElement value : row.getAsJsonArray()) {
        values.add(
            value.isJsonNull()
                ? (values.size() == 2 ? missing : "NULL")
                : "'" + value.getAsString().replace("'", "''") + "'");
      }
      staged.run("INSERT INTO staged VALUES (" + String.join(", ", values) + ")");
    }
    return staged;
  }

  private static Suite suite(JsonObject condition, String type, String arguments) {
    String kwargs = condition.toString().replaceFirst("\\{", "{" + arguments + ", ");
    String json =
        "{\"expectations\": [\n\n{\"type\": \"%s\", \"kwargs\": %s}]}".formatted(type, kwargs);
    Suite suite = Suite.of(GxReader.read(json, "suite.json"), List.of());
    suite.checkColumns(SCHEMA);
    return suite;
  }

  private static JsonObject condition(JsonObject golden) {
    JsonObject condition = new JsonObject();
    condition.add("row_condition", golden.get("condition"));
    if (golden.has("parser")) {
      condition.add("condition_parser", golden.get("parser"));
    }
    return condition;
  }

  private static String taken(Staged staged, JsonObject condition) {
    try {
      Suite suite =
          suite(
              condition,
              "expect_column_values_to_be_in_set",
              "\"column\": \"id\", \"value_set\": [-1]");
      String predicate = suite.rowPredicate(0).orElseThrow();
      return staged.value(
          "SELECT CAST(coalesce(list(id ORDER BY id), []) AS VARCHAR) FROM staged WHERE (%s) IS NOT TRUE"
              .formatted(predicate));
    } catch (IllegalExpectationException e) {
      return "refused";
    } catch (SQLException e) {
      return "error " + e.getMessage();
    }
  }

  @Test
  void takesTheRowsThatGreatExpectationsTakes() throws IOException, SQLException {
    JsonObject golden = golden();
    Set<String> different = new TreeSet<>();
    try (Staged nulls = staged(golden, "NULL");
        Staged nans = staged(golden, "'NaN'")) {
      for (JsonElement element : golden.getAsJsonArray("cases")) {
        JsonObject one = element.getAsJsonObject();
        boolean pandas =
            one.has("parser") && one.get("parser").getAsString().matches("pandas|python");
        String wanted =
            one.has("rows") ? one.getAsJsonArray("rows").toString().replace(",", ", ") : "refused";
        for (Staged staged : pandas ? List.of(nulls, nans) : List.of(nulls)) {
          String given = taken(staged, condition(one));
          if (!given.equals(wanted)) {
            different.add(one.get("condition") + ": wanted " + wanted + ", got " + given);
          }
        }
      }
    }
    assertEquals("", String.join("\n", different));
  }

  @Test
  void evaluatesParametersAsGreatExpectationsDoes() throws IOException {
    JsonObject golden = golden();
    List<String> different = new ArrayList<>();
    for (JsonElement each : golden.getAsJsonArray("expressions")) {
      JsonElement expression = each.getAsJsonArray().get(0);
      JsonElement wanted = each.getAsJsonArray().get(1);
      String json =
          "{\"expectations\": [{\"type\": \"any\", \"kwargs\": {\"x\": {\"$PARAMETER\": %s}}}], \"suite_parameters\": %s}"
              .formatted(expression, golden.get("parameters"));
      String given;
      try {
        given = GSON.toJson(GxReader.read(json, "s.json").get(0).arguments().get("x"));
      } catch (IllegalExpectationException e) {
        given = "{\"refused\":true}";
      }
      if (!given.equals(GSON.toJson(wanted))) {
        different.add(expression + ": wanted " + wanted + ", got " + given);
      }
    }
    assertEquals("", String.join("\n", different));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "pandas ~ i is None ~ The row_condition is not understood at is (character 3). Use comparisons, in, and, or, not, isnull(), notnull(), isin, between and str of columns, or write SQL and \"condition_parser\": \"spark\".",
        "pandas ~ t.str.foo() == 1 ~ The row_condition is not understood at foo (character 7). Of texts there are contains, match, fullmatch, startswith, endswith, len, lower, upper and strip.",
        "pandas ~ t == 'a ~ The row_condition is not understood at ' (character 6). Close the text by another one, on the same line.",
        "pandas ~ i > @limit ~ The row_condition is not understood at @ (character 5). A variable of Python has no value here; write the value.",
        "pandas ~ (i > 1 ~ The row_condition is not understood at its end. Write ) there.",
        "pandas ~ i > 1 ? ~ The row_condition is not understood at ? (character 7). Remove it.",
        "python ~ i > 1 and b ~ The row_condition is not understood at and (character 7). With the parser \"python\" write & and |.",
        "great_expectations ~ col(\"i\") > 3 and col(\"n\") < 2 ~ The row_condition is not understood at and (character 14). Great Expectations ignores it; write it in another language.",
        "great_expectations ~ i > 3 ~ The row_condition is not understood at i (character 1). Write one col(\"name\") with ==, !=, <, <=, > or >= and a number, a text in quotes or date(\"…\"), or col(\"name\").notNull().",
        "sqlish ~ i > 3 ~ Unknown condition_parser \"sqlish\". Use pandas, great_expectations or spark.",
        "pandas ~ firm == 1 ~ expect_table_row_count_to_equal speaks of column \"firm\", which the table does not have. Known here: id, i, n, t, b, d, sp ace, preço, tick`s.",
        "pandas ~ t > 1 ~ expect_table_row_count_to_equal needs a column of numbers, and \"t\" is of type string. Name another column.",
        "pandas ~ i == 'a' ~ expect_table_row_count_to_equal compares column \"i\" of type int with a. Write a number, without quotes.",
        "pandas ~ d > 'yesterday' ~ expect_table_row_count_to_equal compares column \"d\" of type date with yesterday. Write a date such as 2024-01-31.",
        "pandas ~ t == i ~ expect_table_row_count_to_equal compares column \"t\" of type string with \"i\" of type int. Name columns of one kind.",
        "pandas ~ i.str.len() > 1 ~ expect_table_row_count_to_equal needs a column of texts, and \"i\" is of type int. Name another column.",
        "pandas ~ t + 1 > 1 ~ expect_table_row_count_to_equal needs a column of numbers, and \"t\" is of type string. Name another column.",
      })
  void namesWhatIsNotUnderstood(String parser, String condition, String message) {
    JsonObject written = new JsonObject();
    written.addProperty("row_condition", condition);
    written.addProperty("condition_parser", parser);
    IllegalExpectationException refused =
        assertThrows(
            IllegalExpectationException.class,
            () -> suite(written, "expect_table_row_count_to_equal", "\"value\": 1"));
    assertEquals("suite.json:3: " + message, refused.getMessage());
    assertEquals("suite.json:3", refused.place());
  }
}
