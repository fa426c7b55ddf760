package io.lavra.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.RowSchemas;
import io.lavra.table.TableTransform;
import io.lavra.table.TableTransform.Prepared;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastTest {
  private static final TableSchema DEMAND =
      TableSchema.of(
          new Column("item_id", ColumnType.STRING),
          new Column("month", ColumnType.DATE),
          new Column("quantity", ColumnType.decimal(12, 2)));
  private static final Map<String, Object> WITH =
      Map.of(
          "keys", List.of("item_id"),
          "time", "month",
          "value", "quantity",
          "frequency", "month",
          "horizon", 2);

  /** Item a has a gap and a double month, b ended early, c has no value at all. */
  private static final String ITEMS =
      """
      create table series as
      select item_id, month::date as month, quantity::decimal(12,2) as quantity from (values
        ('a', '2024-01-31', 4), ('a', '2024-03-01', 1), ('a', '2024-03-20', 3), ('a', '2024-06-01', 4),
        ('b', '2024-05-05', 6), ('c', '2024-02-01', null), ('a', null, 9)) as rows(item_id, month, quantity)
      """;

  @Test
  void everyKeyGetsARowPerStepAlignedToTheLastMonth() throws SQLException {
    List<String> rows =
        run(new Forecast().prepare(WITH, Map.of("series", DEMAND), Optional.empty()), ITEMS);
    assertEquals(
        List.of(
            "a|2024-07-01|1|2.0|mean|2024-06-01",
            "a|2024-08-01|2|2.0|mean|2024-06-01",
            "b|2024-07-01|1|3.0|mean|2024-06-01",
            "b|2024-08-01|2|3.0|mean|2024-06-01",
            "c|2024-07-01|1|0.0|mean|2024-06-01",
            "c|2024-08-01|2|0.0|mean|2024-06-01"),
        rows.stream().map(ForecastTest::withoutIntervals).toList());
  }

  @Test
  void untilAndOwnEndsAndCarriedValues() throws SQLException {
    Map<String, Object> with = new HashMap<>(WITH);
    with.put("until", "2024-05-15");
    with.put("align", "own");
    with.put("fill", "previous");
    with.put("horizon", 1);
    List<String> rows =
        run(new Forecast().prepare(with, Map.of("series", DEMAND), Optional.empty()), ITEMS);
    assertEquals(
        List.of(
            "a|2024-04-01|1|4.0|ses|2024-03-01",
            "b|2024-06-01|1|6.0|ses|2024-05-01",
            "c|2024-06-01|1|null|none|2024-05-01"),
        rows.stream().map(ForecastTest::withoutIntervals).toList());
  }

  @Test
  void timestampsCountInTheZoneAsked() throws SQLException {
    TableSchema input =
        TableSchema.of(
            new Column("tower", ColumnType.INT),
            new Column("at", ColumnType.TIMESTAMP),
            new Column("load", ColumnType.DOUBLE));
    Map<String, Object> with =
        Map.of(
            "keys",
            List.of("tower"),
            "time",
            "at",
            "value",
            "load",
            "frequency",
            "day",
            "horizon",
            1,
            "levels",
            List.of(),
            "timezone",
            "America/Sao_Paulo");
    List<String> rows =
        run(
            new Forecast().prepare(with, Map.of("series", input), Optional.empty()),
            """
            create table series as select 1::int as tower, "at"::timestamptz as "at", 2.5::double as load
            from (values ('2024-05-01 02:59:00+00'), ('2024-05-01 03:00:00+00')) as rows("at")
            """);
    assertEquals(1, rows.size());
    assertEquals(
        "1|2024-05-02T03:00:00Z|1|2.5|ses|2024-05-01T03:00:00Z",
        rows.get(0).replaceAll("ses\\|[0-9a-f]{16}", "ses"));
  }

  @Test
  void orderOfRowsDoesNotMatter() throws SQLException {
    Prepared prepared = new Forecast().prepare(WITH, Map.of("series", DEMAND), Optional.empty());
    String made =
        """
        create table series as
        select 'item' || (i %% 40) as item_id, date '2020-01-01' + to_months((i // 40)::int)::interval as month,
          (hash(i) %% 1000 / 7.0)::decimal(12,2) as quantity
        from range(40 * 48) as r(i) order by %s""";
    List<String> first = run(prepared, made.formatted("i"));
    List<String> second = run(prepared, made.formatted("hash(i)"));
    assertEquals(80, first.size());
    assertEquals(first, second);
  }

  @Test
  void isFoundByItsName() {
    assertTrue(
        ServiceLoader.load(TableTransform.class).stream()
            .anyMatch(provider -> provider.get().name().equals("forecast")));
  }

  @Test
  void mistakesAreNamedWithTheirRemedy() {
    assertMessage("forecast knows no key \"horizn\". Did you mean \"horizon\"?", "horizn", 12);
    assertMessage(
        "forecast cannot use \"horizon: 0\". Give a whole number from 1 to 1000.", "horizon", 0);
    assertMessage(
        "forecast cannot use \"frequency: monthly\". Give one of hour, day, week, month, quarter, year.",
        "frequency",
        "monthly");
    assertMessage(
        "forecast reads no column \"quantty\", which \"value\" names. Did you mean \"quantity\"?",
        "value",
        "quantty");
    assertMessage(
        "forecast: with.value names \"item_id\" of type string, which is no number. Cast it in the table that series comes from.",
        "value",
        "item_id");
    assertMessage(
        "forecast: with.time names \"month\" of type date; frequency hour needs a timestamp. Cast it in the table that series comes from.",
        "frequency",
        "hour");
    assertMessage(
        "forecast cannot use \"levels: [80, 80]\". Give each number once.",
        "levels",
        List.of(80, 80));
    assertMessage(
        "forecast cannot use \"until: soon\". Give a date such as 2024-12-31.", "until", "soon");
    assertMessage(
        "forecast cannot use \"timezone: America/SaoPaulo\". Give a zone such as America/Sao_Paulo.",
        "timezone",
        "America/SaoPaulo");
    assertMessage(
        "forecast cannot use \"keys: []\". Give a list of words such as [a, b].",
        "keys",
        List.of());
  }

  private static void assertMessage(String message, String key, Object value) {
    Map<String, Object> with = new HashMap<>(WITH);
    with.put(key, value);
    IllegalArgumentException error =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Forecast().prepare(with, Map.of("series", DEMAND), Optional.empty()));
    assertEquals(message, error.getMessage());
  }

  private static String withoutIntervals(String row) {
    String[] parts = row.split("\\|");
    return String.join("|", parts[0], parts[1], parts[2], parts[3], parts[8], parts[10]);
  }

  private static final ConcurrentLinkedQueue<String> COLLECTED = new ConcurrentLinkedQueue<>();

  /** The select in DuckDB, its rows through the step on the DirectRunner, sorted as text. */
  private static synchronized List<String> run(Prepared prepared, String create)
      throws SQLException {
    COLLECTED.clear();
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs("--runner=DirectRunner").create());
    pipeline
        .apply(
            Create.of(select(prepared, create)).withRowSchema(RowSchemas.of(prepared.elements())))
        .apply(prepared.step())
        .apply(ParDo.of(new Collect()));
    pipeline.run().waitUntilFinish();
    List<String> rows = new ArrayList<>(COLLECTED);
    Collections.sort(rows);
    return rows;
  }

  private static List<Row> select(Prepared prepared, String create) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(create);
      try (ResultSet result = statement.executeQuery(prepared.select())) {
        while (result.next()) {
          List<@Nullable Object> values = new ArrayList<>();
          for (int i = 1; i <= prepared.elements().columns().size(); i++) {
            Object value = result.getObject(i);
            values.add(
                value instanceof Array array ? Arrays.asList((Object[]) array.getArray()) : value);
          }
          rows.add(Row.withSchema(RowSchemas.of(prepared.elements())).addValues(values).build());
        }
      }
    }
    return rows;
  }

  private static final class Collect extends DoFn<Row, Void> {
    @ProcessElement
    public void process(@Element Row row) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < row.getFieldCount(); i++) {
        values.add(String.valueOf(row.<Object>getValue(i)));
      }
      COLLECTED.add(String.join("|", values));
    }
  }
}
