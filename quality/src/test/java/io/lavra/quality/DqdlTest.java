package io.lavra.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.quality.dqdl.DqdlReader;
import io.lavra.quality.expectation.IllegalExpectationException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DqdlTest {
  private static final TableSchema SCHEMA =
      TableSchema.of(
          new Column("n", ColumnType.INT),
          new Column("m", ColumnType.INT),
          new Column("t", ColumnType.STRING),
          new Column("at", ColumnType.TIMESTAMP));

  private static final String TABLE =
      """
      CREATE TABLE staged AS SELECT * FROM (VALUES
        (1, 1, 'ab', TIMESTAMPTZ '2024-01-30 12:00:00Z'),
        (2, 3, 'ac', TIMESTAMPTZ '2024-01-30 18:00:00Z'),
        (3, 3, '12', TIMESTAMPTZ '2024-01-29 00:00:00Z'),
        (4, NULL, NULL, NULL)) AS x(n, m, t, "at")
      """;

  private static final Instant DAY = Instant.parse("2024-01-31T00:00:00Z");

  private static CheckResult check(String rule, List<Map<String, String>> past)
      throws SQLException {
    Suite suite = Suite.of(DqdlReader.read("Rules = [ " + rule + " ]", "t.dqdl", 0), List.of());
    suite.checkColumns(SCHEMA);
    try (Staged staged =
        new Staged(
            TABLE,
            "CREATE SCHEMA silver",
            "CREATE TABLE silver.known AS SELECT unnest([1, 2]) AS code, 0 AS n",
            "CREATE TABLE silver.twin AS SELECT if(n = 2, 7, m) AS m, t, \"at\", n FROM staged WHERE n <> 4")) {
      Map<String, String> measured = staged.measure(suite.measures());
      return suite.judge(measured, new Circumstances(DAY, past, Map.of())).checks().get(0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "RowCount = 4 | RowCount > 4",
        "RowCount between 3 and 5 | RowCount between 4 and 5",
        "RowCount in [3, 4] | RowCount not in [3, 4]",
        "RowCount = 3 where \"m is not null\" | RowCount != 3 where \"m is not null\"",
        "ColumnCount >= 4 | ColumnCount < 4",
        "IsComplete \"n\" | IsComplete \"m\"",
        "Completeness \"m\" = 0.75 | Completeness \"m\" > 0.75",
        "IsUnique \"n\" | IsUnique \"m\"",
        "Uniqueness \"m\" > 0.3 | Uniqueness \"m\" > 0.4",
        "UniqueValueRatio \"m\" = 0.5 | UniqueValueRatio \"m\" > 0.5",
        "DistinctValuesCount \"m\" = 2 | DistinctValuesCount \"m\" != 2",
        "IsPrimaryKey \"n\" | IsPrimaryKey \"n\" \"m\"",
        "Mean \"n\" between 2 and 3 | Mean \"n\" > 2.5",
        "Sum \"n\" = 10 | Sum \"n\" > 10",
        "StandardDeviation \"n\" < 1.12 | StandardDeviation \"n\" > 1.12",
        "Entropy \"m\" < 0.64 | Entropy \"m\" < 0.63",
        "ColumnCorrelation \"n\" \"m\" > 0.8 | ColumnCorrelation \"n\" \"m\" > 0.9",
        "DataFreshness \"at\" <= 48 hours where \"n = 3\" | DataFreshness \"at\" <= 6 hours where \"n = 3\"",
        "CustomSql \"select n from primary\" | CustomSql \"select n from primary where n > 1\"",
        "CustomSql \"select n from primary where n > 1\" with threshold > 0.7 | CustomSql \"select n from primary where n > 1\" with threshold > 0.8",
        "ColumnExists \"n\" | ColumnNamesMatchPattern \"[nmt]\"",
        "ColumnNamesMatchPattern \"[a-z]+\" | ColumnDataType \"t\" = \"Integer\"",
        "ColumnDataType \"t\" = \"Integer\" with threshold > 0.2 | ColumnDataType \"t\" = \"Integer\" with threshold > 0.3",
        "ColumnDataType \"t\" != \"Integer\" with threshold = 0.75 | ColumnDataType \"t\" != \"Integer\"",
        "ColumnLength \"t\" < 3 | ColumnLength \"t\" between 1 and 3",
        "ColumnValues \"at\" in [\"2024-01-29\", \"2024-01-30\", NULL] | ColumnValues \"at\" in [\"2024-01-29\", \"2024-01-30\"]",
        "CustomSql \"select n from primary where n = 3\" = 3 | CustomSql \"select n from primary\" > 0",
        "ColumnLength \"t\" = 2 where \"t is not null\" | ColumnLength \"t\" = 2",
        "ColumnValues \"n\" between 0 and 5 | ColumnValues \"n\" between 1 and 5",
        "ColumnValues \"n\" >= 1 | ColumnValues \"n\" < 4",
        "ColumnValues \"m\" in [1, 3, NULL] | ColumnValues \"m\" in [1, 3]",
        "ColumnValues \"t\" in [\"ab\", \"ac\", \"12\", NULL] | ColumnValues \"t\" in [\"ab\", \"ac\"]",
        "ColumnValues \"t\" matches \"[a-z0-9]*\" where \"t <> ''\" | ColumnValues \"t\" matches \"[a-z]*\" where \"t <> ''\"",
        "ColumnValues \"t\" matches \"[a-z]+\" with threshold >= 0.5 | ColumnValues \"t\" matches \"[a-z]+\" with threshold > 0.5",
        "ColumnValues \"t\" != EMPTY | ColumnValues \"t\" != NULL",
        "ColumnValues \"at\" > \"2024-01-28\" where \"n < 4\" | ColumnValues \"at\" > \"2024-01-29\" where \"n < 4\"",
        "DataFreshness \"at\" <= 6 hours | DataFreshness \"at\" < 6 hours",
        "RowCountMatch \"silver.known\" = 2.0 | RowCountMatch \"silver.known\" = 1.0",
        "ReferentialIntegrity \"n\" \"silver.known.{code}\" = 0.5 | ReferentialIntegrity \"n\" \"silver.known.{code}\" > 0.5",
        "CustomSql \"select max(n) from primary\" = 4 | CustomSql \"select max(n) from primary\" > 4",
        "SchemaMatch \"silver.known\" between 0.1 and 0.3 | SchemaMatch \"silver.known\" = 1.0",
        "SchemaMatch \"silver.twin\" = 1.0 | SchemaMatch \"silver.twin\" < 1.0",
        "AggregateMatch \"sum(n)\" \"sum(silver.known.code)\" between 3.3 and 3.4 | AggregateMatch \"sum(n)\" \"sum(silver.known.code)\" = 1.0",
        "AggregateMatch \"max(m)\" \"count(silver.twin.n)\" = 1.0 | AggregateMatch \"avg(n)\" \"sum(m)\" > 0.4",
        "DatasetMatch \"silver.twin\" \"n\" \"m,t\" = 0.5 | DatasetMatch \"silver.twin\" \"n\" \"m,t\" > 0.5",
        "DatasetMatch \"silver.known\" \"n->code\" \"n->code\" = 0.5 | DatasetMatch \"silver.twin\" \"n\" \"m\" = 1.0",
        "(IsComplete \"n\") and (IsUnique \"n\") | (IsComplete \"n\") and (IsUnique \"m\")",
        "(IsComplete \"m\") or (RowCount > 3) | (IsComplete \"m\") or (RowCount > 4)",
        "((IsComplete \"m\") or (IsComplete \"t\")) or (RowCount = 4) | ((IsComplete \"m\") or (IsComplete \"n\")) and (RowCount = 5)",
      })
  void holdsAndDoesNot(String holds, String doesNot) throws SQLException {
    CheckResult good = check(holds, List.of());
    CheckResult bad = check(doesNot, List.of());
    assertEquals(List.of(true, false), List.of(good.passed(), bad.passed()), good + "\n" + bad);
    assertEquals(plain(holds), plain(good.expectation()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ColumnValues \"n\" != 1 | n: 1 of 4 rows (25 %) is equal to 1, expected none",
        "ColumnValues \"n\" = 1 | n: 3 of 4 rows (75 %) are not 1, expected none",
        "ColumnValues \"m\" not in [1, 9] | m: 1 of 4 rows (25 %) is in [1,9], expected none",
        "ColumnValues \"n\" not between 1 and 3 | n: 1 of 4 rows (25 %) is between 1 and 3, or null, expected none",
        "ColumnValues \"t\" matches \"[a-z]+\" | t: 2 of 4 rows (50 %) are no match of \"[a-z]+\", expected none",
        "ColumnValues \"t\" not matches \"[a-z]+\" | t: 3 of 4 rows (75 %) are a match of \"[a-z]+\", or null, expected none",
        "ColumnValues \"t\" != NULL | t: 1 of 4 rows (25 %) is NULL, expected none",
        "ColumnLength \"t\" != 2 | t: 3 of 4 rows (75 %) are of a length equal to 2, expected none",
        "ColumnValues \"n\" != 1 with threshold > 0.9 | share of rows with n != 1 is 0.75, expected > 0.9",
        "ColumnDataType \"t\" != \"Integer\" | t: 1 of 4 rows (25 %) is of type Integer, expected none",
        "CustomSql \"select n from primary\" > 0 | the number in the one row that the statement gives is unknown: there is nothing to measure, expected > 0",
        "ColumnLength \"t\" not between 1 and 3 | t: 3 of 4 rows (75 %) are of a length between 1 and 3, expected none",
        "ColumnDataType \"t\" = \"Integer\" with threshold > 0.3 | share of rows with t as Integer is 0.25, expected > 0.3",
        "RowCountMatch \"silver.known\" = 1.0 | number of rows as a multiple of that of silver.known is 2, expected = 1.0",
        "AggregateMatch \"avg(n)\" \"sum(m)\" > 0.4 | avg(n) as a multiple of sum(m) is 0.357142857143, expected > 0.4",
        "CustomSql \"select n from primary where n > 1\" | share of rows that the statement gives is 0.75, expected all of them",
      })
  void saysWhatIsWrongInWords(String rule, String message) throws SQLException {
    assertEquals(message, check(rule, List.of()).message());
  }

  /** Without brackets around rules, which the parser takes off. */
  private static String plain(String rule) {
    return rule.toLowerCase(java.util.Locale.ROOT).replaceAll("[() ]", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "RowCount > avg(last(5)) * 0.8 | 4;5 | true",
        "RowCount > avg(last(5)) * 0.8 | 4;6 | false",
        "RowCount > avg(last(5)) * 0.8 | '' | true",
        "RowCount >= last(1) | 4;100 | true",
        "RowCount >= max(last(2)) | 4;100;3 | false",
        "RowCount between min(last(3)) - 1 and max(last(3)) + 1 | 3;4;5 | true",
        "RowCount > (median(last(3)) + 1) | 1;3;9 | false",
      })
  void comparesWithEarlierRuns(String rule, String rows, boolean holds) throws SQLException {
    List<Map<String, String>> past = new ArrayList<>();
    for (String earlier : rows.replace("'", "").split(";")) {
      if (!earlier.isEmpty()) {
        past.add(Map.of("rows", earlier));
      }
    }
    CheckResult result = check(rule, past);
    assertEquals(holds, result.passed(), result.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DetectAnomalies \"RowCount\" | rows | 4 | true",
        "DetectAnomalies \"RowCount\" | rows | 400 | false",
        "DetectAnomalies \"Sum\" \"n\" | sum(\"n\") | 10 | true",
        "DetectAnomalies \"Sum\" \"n\" | sum(\"n\") | 11 | false",
      })
  void findsAnomalies(String rule, String measure, String usual, boolean holds)
      throws SQLException {
    List<Map<String, String>> past = java.util.Collections.nCopies(12, Map.of(measure, usual));
    CheckResult result = check(rule, past);
    assertEquals(holds, result.passed(), result.toString());
    assertEquals(true, check(rule, List.of()).passed(), "a first run");
  }

  @Test
  void otherTablesAreNamedSoThatThePlanPinsThem() {
    String rules =
        """
        Rules = [
          SchemaMatch "silver.a" = 1.0,
          AggregateMatch "sum(n)" "sum(silver.b.n)" = 1.0,
          DatasetMatch "silver.c" "n" "m" = 1.0
        ]""";
    assertEquals(
        Set.of("silver.a", "silver.b", "silver.c"),
        Suite.of(DqdlReader.read(rules, "t.dqdl", 0), List.of()).tablesRead());
  }

  @Test
  void eachRuleHasItsLineAndSeverity() {
    String text =
        """
        # what must hold
        Rules = [
          RowCount > 1, # a comment, with a comma
          ColumnValues "t" in ["a, b", "c"]
            with severity = "warn", IsComplete "n" with severity = "quarantine",

          (IsComplete "n")
             and (IsUnique "n"),
          (IsComplete "n") and
            (IsComplete "m")  # a comment
            with severity = "quarantine",
          (IsUnique "n") or (IsUnique "m") with severity = "warn" # the last
        ]""";
    assertEquals(
        List.of(
            "x.yaml:13 FAIL",
            "x.yaml:14 WARN",
            "x.yaml:15 QUARANTINE",
            "x.yaml:17 FAIL",
            "x.yaml:19 QUARANTINE",
            "x.yaml:22 WARN"),
        DqdlReader.read(text, "x.yaml", 10).stream()
            .map(expectation -> expectation.place() + " " + expectation.severity())
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Rules = [ RowCount > 1,~ IsCompete \"a\" ] | x.dqdl:2: DQDL has no rule \"IsCompete\" with these parameters. Check the name, and what stands behind it.",
        "Rules = [~ RowCount > ] | x.dqdl:2: This is no DQDL: no viable alternative at input 'Rules=[RowCount>]'. Write it as Rules = [ RULE, RULE ].",
        "Rules = [ RowCount > 1 with severity = \"high\" ] | x.dqdl:1: Unknown severity \"high\". Use fail, warn or quarantine.",
        "Rules = [~ RowCount > 1,~ SchemaMatch \"a\" = 1.0 ] | x.dqdl:3: SchemaMatch needs a table as layer.name, not a.",
        "Rules = [ AggregateMatch \"sum(n) + 1\" \"sum(m)\" = 1.0 ] | x.dqdl:1: AggregateMatch needs sum, avg, min, max or count of a column, such as \"sum(amount)\" or \"sum(silver.orders.amount)\", not sum(n) + 1.",
        "Rules = [ DatasetMatch \"silver.a\" \"n\" = 1.0 ] | x.dqdl:1: DatasetMatch needs the columns to compare behind the keys, such as \"silver.a\" \"n\" \"amount,day\".",
        "Rules = [ DetectAnomalies \"Uniqueness\" \"n\" ] | x.dqdl:1: dqdl finds no anomalies in Uniqueness n. It does in ColumnCount, Completeness, DistinctValuesCount, Entropy, Mean, RowCount, StandardDeviation, Sum.",
        "Rules = [ RowCount > 1,~ RowCount > foo(last(2)) ] | x.dqdl:2: dqdl cannot use foo(last(2)). Use avg, min, max, sum, median, std of last(N).",
        "Rules = [ ColumnValues \"at\" > (now() - 3 days) ] | x.dqdl:1: ColumnValues compares with (now() - 3 days), which is another day tomorrow. Use DataFreshness, or a date.",
        "Rules = [ RowCount > 1,~ CustomSql \"select 1\" = 1 where \"n > 1\" ] | x.dqdl:2: DQDL's CustomSql takes no \"where\". Write the condition into the statement.",
        "Rules = [ ColumnLength \"t\" = 2 with threshold > 0.9 ] | x.dqdl:1: DQDL's ColumnLength takes no \"with threshold\". Remove it, or say it with ColumnValues or CustomSql.",
        "Rules = [ (IsComplete \"n\" with severity = \"warn\") and (IsUnique \"n\") ] | x.dqdl:1: dqdl has a severity in a part of a composite rule. Write it behind the whole rule.",
        "Rules = [ RowCount > 1 with severty = \"warn\" ] | x.dqdl:1: Unknown tag \"severty\". Use with severity = \"warn\".",
        "Rules = [ ColumnDataType \"t\" in [\"Integer\"] ] | x.dqdl:1: ColumnDataType compares types by = and != only. Write = and the type that is expected.",
        "Rules = [ IsComplete \"n\" where \"1=1) or (1=1; --\" ] | x.dqdl:1: expect_column_values_to_not_be_null takes one SQL condition as \"row_condition\", not 1=1) or (1=1; -- (syntax error at or near \")\"). Correct it.",
      })
  void whatIsWrongIsNamed(String text, String message) {
    IllegalExpectationException wrong =
        assertThrows(
            IllegalExpectationException.class,
            () -> Suite.of(DqdlReader.read(text.replace('~', '\n'), "x.dqdl", 0), List.of()));
    assertEquals(message, wrong.getMessage());
  }
}
