package io.lavra.table.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.Counts;
import io.lavra.table.Destination;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.TableException;
import io.lavra.table.Workshop;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.reading.Notation;
import io.lavra.table.write.ConformFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class ConformTest {
  @TempDir Path folder;
  private Workshop workshop;
  private Staged staged;

  @BeforeEach
  void open() {
    workshop = new Workshop(folder, "America/Sao_Paulo");
  }

  @Test
  void textIsTrimmedOfBlanksAndOfNothingElse() throws Exception {
    ConformColumn column = string();
    assertEquals(
        List.of("8,00", "trn 0", "x", "a\u00a0b", "~", "~"),
        values(column, "8,00", "trn 0", " \t\r\n\u00a0x\u00a0\n ", "a\u00a0b", " \u00a0 ", ""));
    assertEquals(List.of("  x "), values(column.untrimmed(), "  x "));
  }

  @Test
  void caseNullMarkersAndDefaults() throws Exception {
    ConformColumn upper = with(string(), "upper", List.of("n/a", "-"), "none");
    assertEquals(
        List.of("ÇA", "NONE", "NONE", "NONE", "N/A X"),
        values(upper, "ça", "n/a", " - ", "", "n/a x"));
    assertEquals(
        List.of("7", "-1", "-1"),
        values(with(column("int"), null, List.of("?"), "-1"), "7", "?", ""));
    assertEquals(List.of("x"), values(with(string(), "lower", List.of(), null), "X"));
  }

  @Test
  void wholeNumbersAreNeverRounded() throws Exception {
    assertEquals(
        List.of("6", "6", "-5", "2147483647", "~"),
        values(column("int"), "6", "6.0", "-5", "2147483647", ""));
    assertRefused(
        column("int"),
        "1.7",
        "1e3",
        "2147483648",
        "1_000",
        "0x10",
        "six",
        "6 6",
        "nan",
        "--1",
        "1,5");
    assertEquals(
        List.of("9223372036854775807", "9007199254740993"),
        values(column("bigint"), "9223372036854775807", "9007199254740993"));
    assertRefused(column("bigint"), "9223372036854775808", "0.5");
  }

  @Test
  void decimalsAndDoubles() throws Exception {
    assertEquals(
        List.of("8.00", "-0.50", "1234567890.12"),
        values(column("decimal(12,2)"), "8", "-.5", "1234567890.12"));
    assertRefused(column("decimal(4,2)"), "100", "1_0", "1,5", "R$ 5");
    assertEquals(List.of("0.1", "1.0E300"), values(column("double"), "0.1", "1e300"));
    assertRefused(column("double"), "nan", "inf", "-Infinity", "1e999", "1_0", "0x1");
    assertEquals(List.of("1.5"), values(column("float"), "1.5"));
  }

  @Test
  void separatorsCountOnlyWhereTheyBelong() throws Exception {
    ConformColumn comma = column("decimal(12,2)").withDecimal(",");
    assertEquals(
        List.of("8.00", "0.50", "-8.25", "1234.50", "7.00"),
        values(comma, "8,00", ",5", "-8,25", "1234,5", "7"));
    assertRefused(comma, "1.234", "1.234,50", "8,", "8,0,0", "1 234");
    ConformColumn grouped = grouped(comma, ".");
    assertEquals(
        List.of("1234567.50", "1234.50", "123.00"),
        values(grouped, "1.234.567,50", "1234,50", "123"));
    assertRefused(grouped, "1.23,50", "12.34", "1234.567", ".123", "1,234.50");
    assertEquals(List.of("1234567"), values(grouped(column("int"), "'"), "1'234'567"));
    assertEquals(List.of("12"), values(column("int").withDecimal(","), "12,0"));
    assertRefused(column("int").withDecimal(","), "12,5", "12.0");
  }

  @Test
  void datesAndTimesAreReadInTheLakesZone() throws Exception {
    assertEquals(List.of("2024-02-29"), values(column("date"), "2024-02-29"));
    assertRefused(
        column("date"), "2023-02-29", "29/02/2024", "infinity", "-infinity", "20000-01-01", "");
    assertEquals(
        List.of("2024-02-05", "2024-02-05"),
        values(column("date").withFormat("d/M/yyyy"), "05/02/2024", "5/2/2024"));
    assertRefused(column("date").withFormat("dd/MM/yyyy"), "2024-02-05", "31/02/2024", "5/2/24x");
    assertEquals(
        List.of("2024-01-05T13:00Z", "2024-01-05T10:00Z", "2024-01-05T03:00Z", "9999-12-31T15:00Z"),
        utc(
            column("timestamp"),
            "2024-01-05 10:00:00",
            "2024-01-05T10:00:00Z",
            "2024-01-05",
            "9999-12-31 12:00:00"));
    assertRefused(column("timestamp"), "infinity", "10:00", "2024-01-05 25:00");
    assertEquals(
        List.of("2024-01-05T13:20:30.125Z"),
        utc(column("timestamp").withFormat("dd/MM/yyyy HH:mm:ss.SSS"), "05/01/2024 10:20:30.125"));
    assertEquals(
        List.of("2024-01-05T08:20Z"),
        utc(column("timestamp").withFormat("yyyy-MM-dd'T'HH:mmXXX"), "2024-01-05T10:20+02:00"));
    assertEquals(
        List.of("2024-01-05T13:20Z"),
        utc(
            column("timestamp").withFormat("yyyyMMdd 'o''clock %' HHmm"),
            "20240105 o'clock % 1020"));
    assertEquals(
        "Date format \"dd/mmm\": \"mmm\" is not known. Use yyyy MM dd HH mm ss SSS XXX; put other letters in quotes: 'T'.",
        assertThrows(
                IllegalArgumentException.class,
                () -> values(column("date").withFormat("dd/mmm"), "1"))
            .getMessage());
  }

  @Test
  void otherTypes() throws Exception {
    assertEquals(List.of("true", "false"), values(column("boolean"), "true", "FALSE"));
    assertRefused(column("boolean"), "sim", "1", "t", "yes");
    assertEquals(
        List.of("[a, b\"c]", "[]"), values(column("array<string>"), "[\"a\",\"b\\\"c\"]", "[]"));
    assertRefused(column("array<int>"), "[1, x]", "1", "[1.5]");
    assertEquals(List.of("[1, null]"), values(column("array<int>"), "[1, null]"));
  }

  @Test
  void typedColumnsAreCastWithoutLoss() throws Exception {
    TableSchema schema = Workshop.schema("d double", "t timestamp", "b boolean", "n int");
    Shard source =
        workshop.staged(
            "silver.s",
            schema,
            """
            SELECT * FROM (VALUES (1.0, TIMESTAMPTZ '2024-01-01 01:00:00+00', true, -9999),
              (1.5, NULL, false, 3), (1e10, NULL, NULL, NULL)) v(d, t, b, n)""");
    Conform conform =
        conform(
            ConformColumn.of("d", "D", ColumnType.INT),
            ConformColumn.of("t", "t", ColumnType.DATE),
            ConformColumn.of("b", "b", ColumnType.STRING),
            with(ConformColumn.of("n", "n", ColumnType.INT), null, List.of("-9999", "x"), "0"));
    assertEquals(List.of("1|2023-12-31|true|0"), rows(source, conform));
    assertEquals(
        List.of(
            "~|d: cannot read \"1.5\" as int; declare round: half_even to round it",
            "~|d: cannot read \"10000000000.0\" as int; declare a type that is wide enough"),
        reasons());
  }

  @Test
  void allDefectsOfARowAreNamedAndPersonalValuesAreNot() throws Exception {
    ConformColumn secret =
        new ConformColumn(
            "cpf",
            "v",
            ColumnType.INT,
            true,
            null,
            Notation.PLAIN,
            List.of(),
            null,
            null,
            true,
            "");
    Conform conform =
        new Conform(
            List.of(
                secret,
                ConformColumn.of("n", "w", ColumnType.INT),
                ConformColumn.of("day", "w", ColumnType.DATE).withFormat("dd/MM/yyyy")),
            List.of(
                new RowRule("n is small -- or not", "n < 10 -- a comment"),
                new RowRule("never null", "n IS NOT NULL")),
            null,
            null);
    Shard source = texts("v, w", "('123.456', 'x'), ('1', NULL), ('2', '01/02/2024'), ('3', '11')");
    assertEquals(List.of(), rows(source, conform));
    assertEquals(
        List.of(
            "~|never null",
            "~|cpf: cannot read a value as int; n: cannot read \"x\" as int; day: cannot read \"x\" as date with format dd/MM/yyyy; never null",
            "~|n: cannot read \"01/02/2024\" as int; never null",
            "~|day: cannot read \"11\" as date with format dd/MM/yyyy; n is small -- or not"),
        reasons());
  }

  @Test
  void rulesKeepRowsBackAndWhereLeavesThemOut() throws Exception {
    Conform conform =
        new Conform(
            List.of(
                new ConformColumn(
                    "n",
                    "v",
                    ColumnType.INT,
                    true,
                    null,
                    Notation.PLAIN,
                    List.of(),
                    null,
                    "n % 2 = 0",
                    false,
                    "")),
            List.of(),
            "n > 2 -- or null",
            null);
    Shard source = texts("v", "('1'), ('2'), ('4'), ('6'), (NULL), ('x')");
    assertEquals(List.of("4", "6"), rows(source, conform));
    assertEquals(
        List.of("~|n: cannot read \"x\" as int", "~|n: rule n % 2 = 0"), sorted(reasons()));
    assertEquals(new Counts(6, 2, 2, 0, 2), staged.counts());
  }

  @Test
  void theRowAsItCameIsKept() throws Exception {
    TableSchema bronze =
        Workshop.schema(
            "a\"b string",
            "year_ string",
            "_source string",
            "_offset bigint",
            "_arrived_at timestamp",
            "_run_id string",
            "_rescued string",
            "year int");
    Shard source =
        workshop.staged(
            "bronze.b",
            bronze,
            """
            SELECT 'x' AS "a""b", 'y' AS year_, 'f.csv' AS _source, 7 AS _offset, now() AS _arrived_at,
              'r' AS _run_id, '{"z":1}' AS _rescued, 2024 AS year""");
    rows(source, conform(ConformColumn.of("n", "a\"b", ColumnType.INT)));
    assertEquals(
        List.of(
            "7|n: cannot read \"x\" as int|{\"a\\\"b\":\"x\",\"year_\":\"y\",\"_rescued\":\"{\\\"z\\\":1}\"}"),
        workshop.rejects(staged));
    Shard plain =
        workshop.staged(
            "silver.p", Workshop.schema("v string", "year int"), "SELECT 'x' AS v, 2024 AS year");
    rows(plain, conform(ConformColumn.of("n", "v", ColumnType.INT)));
    assertEquals(
        List.of("~|n: cannot read \"x\" as int|{\"v\":\"x\",\"year\":2024}"),
        workshop.rejects(staged));
  }

  @Test
  void namesAndValuesAreNeverSql() throws Exception {
    String name = "x\"; DROP TABLE t; --";
    Shard source =
        workshop.staged(
            "silver.s",
            Workshop.schema(name + " string", "_lavra_t0 string"),
            "SELECT '''); --' AS " + SqlText.identifier(name) + ", '%s' AS _lavra_t0");
    Conform conform =
        new Conform(
            List.of(
                with(
                    ConformColumn.of("o'\"h", name, ColumnType.STRING),
                    null,
                    List.of("'", "\""),
                    "'"),
                ConformColumn.of("input", "_lavra_t0", ColumnType.STRING)),
            List.of(new RowRule("it's %s", "input <> '%s'")),
            null,
            null);
    assertEquals(List.of(), rows(source, conform));
    assertEquals(List.of("~|it's %s"), reasons());
    assertEquals(
        "A conformed column cannot be called \"_Source\": conforming uses that name. Choose another, such as \"Source\".",
        assertThrows(
                IllegalArgumentException.class,
                () -> conform(ConformColumn.of("_Source", "v", ColumnType.STRING)))
            .getMessage());
    assertEquals(
        "silver.c: column \"w\" is not in v",
        assertThrows(
                TableException.class,
                () ->
                    rows(texts("v", "('1')"), conform(ConformColumn.of("n", "w", ColumnType.INT))))
            .getMessage());
  }

  private static ConformColumn string() {
    return column("string");
  }

  private static ConformColumn column(String type) {
    return ConformColumn.of("n", "v", ColumnType.parse(type));
  }

  private static ConformColumn grouped(ConformColumn column, String grouping) {
    return column.with(column.notation().withMarks(column.notation().decimal(), grouping));
  }

  private static ConformColumn with(
      ConformColumn column,
      @Nullable String letterCase,
      List<String> nulls,
      @Nullable String otherwise) {
    return new ConformColumn(
        column.name(),
        column.from(),
        column.type(),
        true,
        letterCase,
        Notation.PLAIN,
        nulls,
        otherwise,
        null,
        false,
        "");
  }

  private static Conform conform(ConformColumn... columns) {
    return new Conform(List.of(columns), List.of(), null, null);
  }

  /** What a column makes of texts, none of which may be kept back. */
  private List<String> values(ConformColumn column, String... texts) throws Exception {
    List<String> values = conformed(column, "n", texts);
    assertEquals(List.of(), workshop.rejects(staged));
    return values;
  }

  /** The same for times, told in UTC. */
  private List<String> utc(ConformColumn column, String... texts) throws Exception {
    return conformed(column, "timezone('UTC', n)::VARCHAR", texts).stream()
        .map(text -> text.replace(' ', 'T').replaceAll(":00$", "") + "Z")
        .toList();
  }

  private List<String> conformed(ConformColumn column, String select, String... texts)
      throws Exception {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      rows.add("(%d, %s)".formatted(i, SqlText.literal(texts[i])));
    }
    Shard source = texts("i, v", String.join(", ", rows));
    Destination to = stage(source, conform(column, ConformColumn.of("i", "i", ColumnType.INT)));
    return workshop.rows(workshop.staged(to, staged), "SELECT " + select + " FROM t ORDER BY i");
  }

  private void assertRefused(ConformColumn column, String... texts) throws Exception {
    List<String> left = conformed(column, "n", texts);
    List<String> blank = List.of(texts).stream().filter(String::isEmpty).map(t -> "~").toList();
    assertEquals(blank, left);
    assertEquals(texts.length - blank.size(), staged.counts().quarantined());
  }

  private Shard texts(String names, String values) throws Exception {
    TableSchema schema =
        Workshop.schema(
            List.of(names.split(", ")).stream()
                .map(name -> name + " string")
                .toArray(String[]::new));
    return workshop.staged(
        "silver.s", schema, "SELECT * FROM (VALUES %s) v(%s)".formatted(values, names));
  }

  private Destination stage(Shard source, Conform conform) throws Exception {
    Destination to = workshop.to("silver.c", conform.schema());
    staged = workshop.run(new ConformFiles(source, conform, to, null, true));
    return to;
  }

  private List<String> rows(Shard source, Conform conform) throws Exception {
    return workshop.rows(workshop.staged(stage(source, conform), staged));
  }

  /** {@code offset|reason} of what was kept back, in the order of the raw rows. */
  private List<String> reasons() throws Exception {
    return workshop.rejects(staged).stream()
        .sorted((a, b) -> raw(a).compareTo(raw(b)))
        .map(row -> row.substring(0, row.lastIndexOf('|')))
        .toList();
  }

  private static String raw(String row) {
    return row.substring(row.lastIndexOf('|'));
  }

  private static List<String> sorted(List<String> rows) {
    return rows.stream().sorted().collect(Collectors.toList());
  }
}
