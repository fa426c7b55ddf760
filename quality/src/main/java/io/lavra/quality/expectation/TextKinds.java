package io.lavra.quality.expectation;

import java.util.List;
import java.util.Map;

/** Texts that are to be read as something else: dates, times, JSON. */
final class TextKinds {
  private static final List<String> ARGUMENTS = List.of("column", "mostly", "row_condition");
  private static final List<String> WITH_FORMAT =
      List.of("column", "strftime_format", "mostly", "row_condition");
  private static final List<String> WITH_SCHEMA =
      List.of("column", "json_schema", "mostly", "row_condition");

  /** What of all that DuckDB casts is ISO 8601, or nearly. */
  private static final String ISO =
      "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([T ]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)? ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?";

  /** The ways people write dates and times that are tried beside ISO 8601. */
  private static final List<String> FORMS =
      List.of(
          "%m/%d/%Y",
          "%d/%m/%Y",
          "%m/%d/%y",
          "%d/%m/%y",
          "%d.%m.%Y",
          "%d-%m-%Y",
          "%Y/%m/%d",
          "%Y.%m.%d",
          "%Y%m%d",
          "%B %d, %Y",
          "%b %d, %Y",
          "%B %d %Y",
          "%b %d %Y",
          "%d %B %Y",
          "%d %b %Y",
          "%d-%b-%Y",
          "%A, %B %d, %Y",
          "%a, %d %b %Y",
          "%B %Y",
          "%b %Y",
          "%Y-%m",
          "%m/%Y",
          "%Y");

  private static final List<String> CLOCKS =
      List.of("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%H:%M:%S.%f", "%H:%M:%S %z");

  static final List<Kind> ALL =
      List.of(
          new Kind("expect_column_values_to_be_dateutil_parseable", ARGUMENTS, TextKinds::dates),
          new Kind("expect_column_values_to_match_strftime_format", WITH_FORMAT, TextKinds::format),
          new Kind("expect_column_values_to_be_json_parseable", ARGUMENTS, TextKinds::json),
          new Kind("expect_column_values_to_match_json_schema", WITH_SCHEMA, TextKinds::schema));

  private TextKinds() {}

  private static Statement dates(Arguments arguments) {
    ColumnUse use = ColumnUse.texts(arguments.text("column"));
    String text = "trim(%s, ' \t\n\r')".formatted(Sql.name(use.column()));
    // A digit, as DuckDB reads the words epoch and infinity by any format.
    String parses =
        "(regexp_matches(%1$s, '[0-9]') AND ((regexp_full_match(%1$s, '%2$s') AND TRY_CAST(%1$s AS TIMESTAMPTZ) IS NOT NULL) OR try_strptime(%1$s, [%3$s]) IS NOT NULL))"
            .formatted(text, ISO, Sql.values(forms()));
    return RowLevel.values(arguments, use, ifPresent(text, parses), "no date or time");
  }

  private static List<String> forms() {
    return java.util.stream.Stream.of(
            FORMS.stream(),
            FORMS.stream().flatMap(day -> CLOCKS.stream().map(clock -> day + " " + clock)),
            CLOCKS.stream())
        .flatMap(forms -> forms)
        .toList();
  }

  private static Statement format(Arguments arguments) {
    ColumnUse use = ColumnUse.texts(arguments.text("column"));
    String format = arguments.text("strftime_format");
    String reads =
        Strptime.reads(Sql.name(use.column()), format)
            .orElseThrow(
                () ->
                    arguments.mistyped(
                        "strftime_format",
                        "a format of strptime's directives such as %Y-%m-%d, each once",
                        format));
    return RowLevel.values(arguments, use, reads, "not written as " + format);
  }

  private static Statement json(Arguments arguments) {
    ColumnUse use = ColumnUse.texts(arguments.text("column"));
    return RowLevel.values(arguments, use, JsonSql.isValid(Sql.name(use.column())), "no JSON");
  }

  private static Statement schema(Arguments arguments) {
    ColumnUse use = ColumnUse.texts(arguments.text("column"));
    Object schema =
        arguments
            .find("json_schema")
            .orElseThrow(() -> arguments.missing("json_schema", "a JSON Schema"));
    if (!(schema instanceof Map<?, ?> map)) {
      throw arguments.mistyped("json_schema", "a JSON Schema with keys", schema);
    }
    String text = Sql.name(use.column());
    String holds =
        "CASE WHEN %1$s IS NULL THEN NULL WHEN %2$s THEN %3$s ELSE FALSE END"
            .formatted(
                text,
                JsonSql.isValid(text),
                new JsonSchemaSql(arguments).test("CAST(" + text + " AS JSON)", map));
    return RowLevel.values(arguments, use, holds, "unlike the JSON Schema");
  }

  /** Null of a null. */
  private static String ifPresent(String text, String test) {
    return "CASE WHEN %s IS NOT NULL THEN %s END".formatted(text, test);
  }
}
