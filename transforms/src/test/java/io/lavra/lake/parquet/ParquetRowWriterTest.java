package io.lavra.lake.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.LakeException;
import io.lavra.lake.TableSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What we write, DuckDB reads. */
@NullUnmarked
class ParquetRowWriterTest {
  private static final TableSchema SCHEMA =
      ParquetFilesTest.schema(
          "s string, b boolean, i int, l bigint, f float, d double, d9 decimal(9,2), d18 decimal(18,4), d38 decimal(38,10), day date, at timestamp, bin binary, a array<float>, aa array<array<string>>");

  @TempDir Path folder;

  @Test
  void everyTypeReadsBack() throws Exception {
    write(
        SCHEMA,
        Arrays.asList(
            "ação",
            true,
            -1,
            Long.MAX_VALUE,
            0.1f,
            0.1,
            new BigDecimal("-12.3"),
            new BigDecimal("12345678901234.5678"),
            new BigDecimal("-1234567890123456789012345678.0123456789"),
            LocalDate.of(1582, 10, 15),
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            new byte[] {0, -1},
            Arrays.asList(1f, null),
            List.of(List.of("x", "y"), List.of())),
        Arrays.asList(
            "",
            false,
            0,
            0L,
            Float.NaN,
            Double.NEGATIVE_INFINITY,
            new BigDecimal("0"),
            new BigDecimal("0.0001"),
            new BigDecimal("9999999999999999999999999999.9999999999"),
            LocalDate.of(2024, 2, 29),
            Instant.parse("2024-02-29T00:00:00.000001Z"),
            ByteBuffer.wrap(new byte[] {65}),
            List.of(),
            List.of()),
        Collections.nCopies(14, null));
    assertEquals(
        List.of(
            "ação|true|-1|9223372036854775807|0.1|0.1|-12.30|12345678901234.5678|-1234567890123456789012345678.0123456789|1582-10-15|1969-12-31 23:59:59.999999+00|\\x00\\xFF|[1.0, NULL]|[[x, y], []]",
            "|false|0|0|nan|-inf|0.00|0.0001|9999999999999999999999999999.9999999999|2024-02-29|2024-02-29 00:00:00.000001+00|A|[]|[]",
            "-|-|-|-|-|-|-|-|-|-|-|-|-|-"),
        read());
  }

  @Test
  void theFileIsStoredAsTheLogSays() throws Exception {
    write(SCHEMA, Collections.nCopies(14, null));
    ParquetFiles.describe(folder.resolve("x.parquet"), "x.parquet", Map.of(), SCHEMA);
    assertEquals(
        List.of("INTEGER", "TIMESTAMP WITH TIME ZONE", "FLOAT[]", "VARCHAR[][]", "DECIMAL(38,10)"),
        query("select [typeof(i), typeof(\"at\"), typeof(a), typeof(aa), typeof(d38)] from '%s'"));
  }

  @Test
  void anyNameIsKept() throws Exception {
    List<String> names = List.of("número do pedido", "a,b;(c)", "say \"hi\"", "x.y", "=", "a\nb");
    TableSchema schema =
        new TableSchema(names.stream().map(name -> new Column(name, ColumnType.INT)).toList());
    write(schema, List.of(1, 2, 3, 4, 5, 6));
    assertEquals(names, query("select list(column_name) from (describe select * from '%s')"));
    assertEquals(List.of("1|2|3|4|5|6"), read());
  }

  @Test
  void aValueThatDoesNotFitIsRefusedAndTheRestIsWritten() throws Exception {
    TableSchema schema = ParquetFilesTest.schema("k string, x decimal(5,2)");
    List<String> messages = new ArrayList<>();
    try (ParquetRowWriter rows = ParquetRowWriter.create(folder.resolve("x.parquet"), schema)) {
      rows.write(List.of("a", new BigDecimal("1.50")));
      for (Object odd : List.of(new BigDecimal("1.505"), new BigDecimal("1000"), 1.5)) {
        messages.add(
            assertThrows(LakeException.class, () -> rows.write(List.of("b", odd))).getMessage());
      }
      messages.add(assertThrows(LakeException.class, () -> rows.write(List.of("b"))).getMessage());
      rows.write(List.of("c", new BigDecimal("2")));
    }
    assertEquals(
        List.of(
            "Column \"x\" is decimal(5,2) and cannot hold 1.505 (BigDecimal). Convert the value before it is written.",
            "Column \"x\" is decimal(5,2) and cannot hold 1000 (BigDecimal). Convert the value before it is written.",
            "Column \"x\" is decimal(5,2) and cannot hold 1.5 (Double). Convert the value before it is written.",
            "A row has 1 values and the table 2 columns. Give one value per column, null where there is none."),
        messages);
    assertEquals(List.of("a|1.50", "c|2.00"), read());
  }

  @SafeVarargs
  private void write(TableSchema schema, List<Object>... rows) throws IOException {
    try (ParquetRowWriter writer = ParquetRowWriter.create(folder.resolve("x.parquet"), schema)) {
      for (List<Object> row : rows) {
        writer.write(row);
      }
    }
  }

  /** Each row as text, its values as DuckDB prints them. */
  private List<String> read() throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("set timezone='UTC'");
      ResultSet rows =
          statement.executeQuery(
              "select columns(*)::varchar from '%s'".formatted(folder.resolve("x.parquet")));
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(rows.getString(i) == null ? "-" : rows.getString(i));
        }
        lines.add(String.join("|", values));
      }
    }
    return lines;
  }

  /** The elements of the one list that a query gives. */
  private List<Object> query(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      ResultSet row = statement.executeQuery(sql.formatted(folder.resolve("x.parquet")));
      row.next();
      return List.of((Object[]) row.getArray(1).getArray());
    }
  }
}
