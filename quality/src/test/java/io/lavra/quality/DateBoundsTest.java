package io.lavra.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.Severity;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days and instants lie between bounds written as ISO texts. */
class DateBoundsTest {
  private static final TableSchema SCHEMA =
      TableSchema.of(new Column("day", ColumnType.DATE), new Column("at", ColumnType.TIMESTAMP));

  @ParameterizedTest
  @CsvSource({
    "day, 2024-01-01, 2024-03-01, true",
    "day, 2024-01-02, 2024-03-01, false",
    "day, 2024-01-01, 2024-02-29, false",
    "at, 2024-01-01, 2024-03-01, false",
    "at, 2024-01-01T12:00:00Z, 2024-03-01T23:59:59.999999Z, true",
    "at, 2024-01-01T12:00:00.000001Z, 2024-03-02, false",
    "at, 2024-01-01 09:00:00-03:00, 2024-03-02, true",
    "at, 2024-01-01 09:00:01-03, 2024-03-02, false"
  })
  void lieBetween(String column, String min, String max, boolean holds) throws SQLException {
    Map<String, Object> values = Map.of("column", column, "min_value", min, "max_value", max);
    Map<String, Object> least = new HashMap<>(values);
    least.remove("max_value");
    Map<String, Object> most = new HashMap<>(values);
    most.remove("min_value");
    Suite suite =
        Suite.of(
            List.of(
                new Expectation("expect_column_values_to_be_between", values, Severity.FAIL, "f:1"),
                new Expectation("expect_column_min_to_be_between", least, Severity.FAIL, "f:2"),
                new Expectation("expect_column_max_to_be_between", most, Severity.FAIL, "f:3")),
            List.of());
    suite.checkColumns(SCHEMA);
    try (Staged staged =
        new Staged(
            """
            CREATE TABLE staged AS SELECT * FROM (VALUES
              (DATE '2024-01-01', TIMESTAMPTZ '2024-01-01 12:00:00+00'),
              (DATE '2024-03-01', TIMESTAMPTZ '2024-03-01 23:59:59.999999+00'),
              (NULL, NULL)) AS t(day, "at")
            """)) {
      List<Boolean> passed =
          staged.judge(suite).checks().stream().map(CheckResult::passed).toList();
      assertEquals(List.of(holds, holds), List.of(passed.get(0), passed.get(1) && passed.get(2)));
    }
  }
}
