package io.lavra.quality.expectation;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Texts that are to be read as something else: dates, times, JSON. */
final class TextKinds {
  private static final List<String> ARGUMENTS = List.of("column", "mostly", "row_condition");
  private static final List<String> WITH_FORMAT =
      List.of("column", "strftime_format", "mostly", "row_condition");
  private static final List<String> WITH_SCHEMA =
      List.of("column", "json_schema", "mostly", "row_condition");
  private static final Pattern DIRECTIVES = Pattern.compile("([^%]|%[aAwdbBmyYHIpMSfzZjUWcxX%])*");

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
    String text = Sql.name(use.column());
    String parses =
        "(TRY_CAST(trim(%1$s) AS TIMESTAMPTZ) IS NOT NULL OR try_strptime(trim(%1$s), [%2$s]) IS NOT NULL)"
            .formatted(text, Sql.values(forms()));
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
    if (!DIRECTIVES.matcher(format).matches()) {
      throw arguments.mistyped(
          "strftime_format", "a format of strftime's directives such as %Y-%m-%d", format);
    }
    String text = Sql.name(use.column());
    String parses = "try_strptime(%s, %s) IS NOT NULL".formatted(text, Sql.text(format));
    return RowLevel.values(arguments, use, ifPresent(text, parses), "not written as " + format);
  }

  private static Statement json(Arguments arguments) {
    ColumnUse use = ColumnUse.texts(arguments.text("column"));
    return RowLevel.values(arguments, use, "json_valid(" + Sql.name(use.column()) + ")", "no JSON");
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
        "CASE WHEN %1$s IS NULL THEN NULL WHEN json_valid(%1$s) THEN %2$s ELSE FALSE END"
            .formatted(text, new JsonSchemaSql(arguments).test("CAST(" + text + " AS JSON)", map));
    return RowLevel.values(arguments, use, holds, "unlike the JSON Schema");
  }

  /** Null of a null. */
  private static String ifPresent(String text, String test) {
    return "CASE WHEN %s IS NOT NULL THEN %s END".formatted(text, test);
  }
}
