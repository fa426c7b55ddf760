package io.lavra.lake.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.DataFile;
import io.lavra.lake.LakeException;
import io.lavra.lake.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as DuckDB writes them, described for the log. */
@NullUnmarked
public class ParquetFilesTest {
  @TempDir Path folder;

  @Test
  void everyTypeHasBoundsThatLoseNoRow() throws Exception {
    TableSchema schema =
        schema(
            "i int, l bigint, f float, d double, de decimal(12,2), big decimal(38,3), day date,"
                + " at timestamp, s string, b boolean, bin binary, a array<float>");
    Path file =
        duckdb(
            """
            select 1::int i, -5::bigint l, 0.1::float f, 0.1::double d, 12.30::decimal(12,2) de,
              12345678901234567890123456789.5::decimal(38,3) big, date '1969-12-31' as day,
              timestamptz '1969-12-31 23:59:59.999999+00' as at, 'ção' s, true b, 'x'::blob bin, [1.5::float] a
            union all
            select null, 7, 1.5, 2.5, -0.01, -1, date '2024-02-29',
              timestamptz '2024-02-29 12:00:00.123456+00', 'a"\\\\b', false, null, []
            """);
    assertEquals(
        "{\"numRecords\":2,"
            + "\"minValues\":{\"i\":1,\"l\":-5,\"f\":0.10000000149011612,\"d\":0.1,\"de\":-0.01,"
            + "\"big\":-1.000,\"day\":\"1969-12-31\",\"at\":\"1969-12-31T23:59:59.999Z\",\"s\":\"a\\\"\\\\\\\\b\",\"b\":false},"
            + "\"maxValues\":{\"i\":1,\"l\":7,\"f\":1.5,\"d\":2.5,\"de\":12.30,"
            + "\"big\":12345678901234567890123456789.500,\"day\":\"2024-02-29\",\"at\":\"2024-02-29T12:00:00.124Z\",\"s\":\"ção\",\"b\":true},"
            + "\"nullCount\":{\"i\":1,\"l\":0,\"f\":0,\"d\":0,\"de\":0,\"big\":0,\"day\":0,\"at\":0,\"s\":0,\"b\":0,\"bin\":1}}",
        describe(file, schema).statistics());
  }

  @Test
  void theDescriptionTellsSizePathAndPartition() throws Exception {
    Path file = duckdb("select range i from range(100000)");
    DataFile described =
        ParquetFiles.describe(
            file, "day=1/x.parquet", Map.of("day", "1"), schema("i bigint, day int"));
    assertEquals(
        new DataFile(
            "day=1/x.parquet",
            Files.size(file),
            100_000,
            Map.of("day", "1"),
            "{\"numRecords\":100000,\"minValues\":{\"i\":0},\"maxValues\":{\"i\":99999},\"nullCount\":{\"i\":0}}"),
        described);
  }

  @Test
  void boundsSpanAllRowGroups() throws Exception {
    Path file =
        duckdb(
            "select case when i > 200000 then null else i end i, null::varchar s from range(300000) t(i)");
    assertEquals(
        "{\"numRecords\":300000,\"minValues\":{\"i\":0,\"s\":\"\"},\"maxValues\":{\"i\":200000,\"s\":\"\uDBFF\uDFFF\"},\"nullCount\":{\"i\":99999,\"s\":300000}}",
        describe(file, schema("i bigint, s string")).statistics());
  }

  /** Beside other columns' bounds a column without any would make deltalake lose its rows. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "'NaN'::double",
        "'Infinity'::double",
        "'-Infinity'::double",
        "date '10000-01-01'",
        "date '0001-01-01' - 1",
        "timestamptz '10000-01-01 00:00:00+00'",
        "timestamptz 'infinity'",
        "repeat(chr(1114111), 5000)"
      })
  void whereAValueHasNoTrueBoundNoneIsWritten(String odd) throws Exception {
    Path file = duckdb("select %s d, 1::double e union all select null, 2".formatted(odd));
    String type = odd.replaceAll("^(date|timestamp).*|.*::(double)$|^repeat.*", "$1$2");
    List<Column> columns =
        schema("d " + (type.isEmpty() ? "string" : type) + ", e double").columns();
    Column personal = new Column("d", columns.get(0).type(), "", true);
    for (Column d : List.of(columns.get(0), personal)) {
      assertEquals(
          "{\"numRecords\":2}",
          describe(file, new TableSchema(List.of(d, columns.get(1)))).statistics());
    }
  }

  @Test
  void boundsAtTheEndsOfTypesAreStillBounds() throws Exception {
    String last = "\uDBFF\uDFFF";
    Path file =
        duckdb(
            """
            select timestamptz '9999-12-31 23:59:59.999999+00' as at, repeat(chr(1114111), 40) s,
              repeat(chr(1114111), 40) || 'ab' t, '-0.0'::double low, '0.0'::float high""");
    assertEquals(
        "{\"numRecords\":1,\"minValues\":{\"at\":\"9999-12-31T23:59:59.999Z\",\"s\":\"%1$s\",\"t\":\"%1$s\",\"low\":-0.0,\"high\":-0.0},\"maxValues\":{\"at\":\"9999-12-31T23:59:59.999999Z\",\"s\":\"%2$s\",\"t\":\"%2$sb\",\"low\":0.0,\"high\":0.0},\"nullCount\":{\"at\":0,\"s\":0,\"t\":0,\"low\":0,\"high\":0}}"
            .formatted(last.repeat(32), last.repeat(40)),
        describe(file, schema("at timestamp, s string, t string, low double, high float"))
            .statistics());
  }

  /** Parquet's own writer leaves out long texts' bounds unless it may cut them. */
  @Test
  void rowsWrittenOneByOneHaveBoundsToo() throws Exception {
    TableSchema schema = schema("s string, d double");
    Path file = folder.resolve("rows.parquet");
    try (ParquetRowWriter writer = ParquetRowWriter.create(file, schema)) {
      writer.write(List.of("z".repeat(9000), 1.5));
    }
    assertEquals(
        "{\"numRecords\":1,\"minValues\":{\"s\":\"%1$sz\",\"d\":1.5},\"maxValues\":{\"s\":\"%1$s{\",\"d\":1.5},\"nullCount\":{\"s\":0,\"d\":0}}"
            .formatted("z".repeat(31)),
        describe(file, schema).statistics());
    Path odd = folder.resolve("odd.parquet");
    try (ParquetRowWriter writer = ParquetRowWriter.create(odd, schema)) {
      writer.write(List.of("a", 1.5));
      writer.write(List.of("b", Double.NaN));
    }
    assertEquals("{\"numRecords\":2}", describe(odd, schema).statistics());
  }

  @ParameterizedTest
  @CsvSource({
    "32,z,zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz,zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
    "33,z,zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz,zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz{",
    "60,é,éééééééééééééééééééééééééééééééé,éééééééééééééééééééééééééééééééê"
  })
  void longTextsAreCutAndRoundedUp(int length, String letter, String min, String max)
      throws Exception {
    Path file = duckdb("select repeat('%s', %d) s".formatted(letter, length));
    assertEquals(
        "{\"numRecords\":1,\"minValues\":{\"s\":\"%s\"},\"maxValues\":{\"s\":\"%s\"},\"nullCount\":{\"s\":0}}"
            .formatted(min, max),
        describe(file, schema("s string")).statistics());
  }

  @Test
  void statisticsTellNothingOfPersonalColumnsAndOfThoseAfterThe32nd() throws Exception {
    String values =
        String.join(", ", IntStream.range(0, 40).mapToObj(i -> i + "::int c" + i).toList());
    List<Column> columns =
        IntStream.range(0, 40)
            .mapToObj(i -> new Column("c" + i, ColumnType.INT, "", i < 1))
            .toList();
    Function<String, String> each =
        first ->
            first
                + IntStream.range(1, 32)
                    .mapToObj(i -> "\"c%d\":%d".formatted(i, first.isEmpty() ? 0 : i))
                    .collect(Collectors.joining(","));
    assertEquals(
        "{\"numRecords\":1,\"minValues\":{%s},\"maxValues\":{%s},\"nullCount\":{%s}}"
            .formatted(
                each.apply("\"c0\":-2147483648,"),
                each.apply("\"c0\":2147483647,"),
                each.apply("")),
        describe(duckdb("select " + values), new TableSchema(columns)).statistics());
  }

  @Test
  void emptyFilesAndColumnsTheFileLacksAreFine() throws Exception {
    Path file = duckdb("select 1 i where false");
    assertEquals(
        "{\"numRecords\":0,\"minValues\":{\"i\":-2147483648,\"later\":\"\"},\"maxValues\":{\"i\":2147483647,\"later\":\"\uDBFF\uDFFF\"},\"nullCount\":{\"i\":0,\"later\":0}}",
        describe(file, schema("i int, later string")).statistics());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1::bigint x|int|x|INT64 INTEGER(64,true)",
        "sum(1) x|bigint|x|DOUBLE",
        "timestamp '2024-01-01' x|timestamp|x|INT64 TIMESTAMP(MICROS,false)",
        "1::int x|string|x|INT32 INTEGER(32,true)",
        "1::int X|int|X|INT32 INTEGER(32,true)",
        "1.5::decimal(9,1) x|decimal(12,1)|x|INT32 DECIMAL(9,1)"
      })
  void columnsThatReadersWouldRefuseAreRefusedHere(
      String select, String type, String name, String stored) throws Exception {
    Path file = duckdb("select " + select);
    LakeException refusal =
        assertThrows(LakeException.class, () -> describe(file, schema("x " + type)));
    assertEquals(
        "The file \"t.parquet\" stores \"%s\" as %s, which readers of a Delta table do not take for \"x\" of type %s. Name and cast the column in the step that writes it."
            .formatted(name, stored, type),
        refusal.getMessage());
  }

  @Test
  void whatIsNoParquetIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("x.parquet"), "not a Parquet file, that is");
    LakeException refusal =
        assertThrows(LakeException.class, () -> describe(file, schema("x int")));
    assertEquals(
        "The file %s is no whole Parquet file".formatted(file),
        refusal.getMessage().substring(0, refusal.getMessage().indexOf(':')));
  }

  private static DataFile describe(Path file, TableSchema schema) throws IOException {
    return ParquetFiles.describe(file, "t.parquet", Map.of(), schema);
  }

  /** Reads "name type, name type". */
  public static TableSchema schema(String text) {
    List<Column> columns =
        List.of(text.split(", (?=\\S+ )")).stream()
            .map(column -> column.split(" ", 2))
            .map(column -> new Column(column[0], ColumnType.parse(column[1])))
            .toList();
    return new TableSchema(columns);
  }

  private Path duckdb(String select) throws SQLException {
    Path file = folder.resolve("duckdb.parquet");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("set timezone='UTC'");
      statement.execute(
          "copy (%s) to '%s' (format parquet, compression zstd)".formatted(select, file));
    }
    return file;
  }
}
