package io.lavra.table.job;

import io.lavra.lake.Column;
import io.lavra.table.RowSchemas;
import io.lavra.table.TableTransform;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** Runs a table transform as a lake would: its SQL in DuckDB, its step on the DirectRunner. */
public final class RunsTransform {
  private static final Queue<Row> RESULT = new ConcurrentLinkedQueue<>();

  private RunsTransform() {}

  /** All rows that the transform makes after {@code setUp}, in any order. */
  public static synchronized List<Row> rows(TableTransform.Prepared prepared, List<String> setUp)
      throws SQLException {
    RESULT.clear();
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(
            Create.of(elements(prepared, setUp)).withRowSchema(RowSchemas.of(prepared.elements())))
        .apply(prepared.step())
        .apply(ParDo.of(new Collect()));
    pipeline.run().waitUntilFinish();
    return List.copyOf(RESULT);
  }

  private static final class Collect extends DoFn<Row, Void> {
    @ProcessElement
    public void process(@Element Row row) {
      RESULT.add(row);
    }
  }

  /** The elements that {@code select} gives after {@code setUp}, e.g. CREATE TABLE statements. */
  public static List<Row> elements(TableTransform.Prepared prepared, List<String> setUp)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      for (String sql : setUp) {
        statement.execute(sql);
      }
      List<Row> rows = new ArrayList<>();
      Schema schema = RowSchemas.of(prepared.elements());
      try (ResultSet result = statement.executeQuery(prepared.select())) {
        while (result.next()) {
          Row.Builder row = Row.withSchema(schema);
          for (Column column : prepared.elements().columns()) {
            row.addValue(value(result.getObject(column.name())));
          }
          rows.add(row.build());
        }
      }
      return rows;
    }
  }

  private static @Nullable Object value(@Nullable Object value) throws SQLException {
    if (value instanceof java.sql.Array array) {
      List<@Nullable Object> values = new ArrayList<>();
      for (Object element : (Object[]) array.getArray()) {
        values.add(value(element));
      }
      return values;
    }
    return value;
  }
}
