package io.lavra.quality.expectation;

import io.lavra.words.Nearest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A column's type, by Lavra's name for it or that of pandas, Spark or SQL. */
final class TypeKinds {
  private static final String WHOLE = "INTEGER|BIGINT|SMALLINT|TINYINT|HUGEINT";
  private static final Map<String, String> TYPES = new TreeMap<>();

  static {
    name("VARCHAR", "string str object text varchar char nvarchar nchar stringtype string_ clob");
    name("BOOLEAN", "boolean bool bool_ bit booleantype");
    name(WHOLE, "int integer_");
    name("INTEGER", "int32 integer int4 integertype intc");
    name("BIGINT", "bigint int64 int8 long longtype int_ number");
    name("SMALLINT|INTEGER", "smallint int16 int2 shorttype");
    name("TINYINT|SMALLINT|INTEGER", "tinyint bytetype");
    name("FLOAT|DOUBLE", "float float_ numeric_float floattype");
    name("FLOAT", "float32 real float4");
    name("DOUBLE", "double float64 float8 double_precision doubleprecision doubletype");
    name("DECIMAL(\\(\\d+,\\d+\\))?", "decimal numeric decimaltype");
    name("DATE", "date datetype");
    name(
        "TIMESTAMP( WITH TIME ZONE)?(_NS|_MS|_S)?",
        "timestamp timestamptype datetime datetime64 timestamptz datetime2 timestamp_ntz");
    name("BLOB", "binary blob bytes bytea binarytype varbinary");
    name(".*\\[\\]", "array list arraytype");
  }

  static final List<Kind> ALL =
      List.of(
          new Kind(
              "expect_column_values_to_be_of_type",
              List.of("column", "type_", "mostly"),
              a -> types(a, List.of(a.text("type_")))),
          new Kind(
              "expect_column_values_to_be_in_type_list",
              List.of("column", "type_list", "mostly"),
              a -> types(a, a.texts("type_list"))),
          new Kind(
              "expect_column_type_to_be",
              List.of("column", "type_"),
              a -> types(a, List.of(a.text("type_")))));

  private TypeKinds() {}

  private static void name(String type, String names) {
    for (String name : names.split(" ")) {
      TYPES.put(name, type);
    }
  }

  private static Statement types(Arguments arguments, List<String> types) {
    arguments.mostly();
    String column = arguments.text("column");
    String regex =
        types.stream()
            .map(type -> "(" + pattern(arguments, type) + ")")
            .collect(Collectors.joining("|"));
    String test =
        "coalesce(bool_or(regexp_full_match(column_type, %s)) FILTER (WHERE column_name = %s), FALSE)"
            .formatted(Sql.text(regex), Sql.text(column));
    return Structure.ofType(column, test, String.join(" or ", types));
  }

  private static String pattern(Arguments arguments, String type) {
    String name = type.toLowerCase(Locale.ROOT).replace(' ', '_');
    if (name.matches("decimal\\(\\d+, ?\\d+\\)")) {
      return "DECIMAL" + name.substring(7).replace("(", "\\(").replace(")", "\\)").replace(" ", "");
    }
    String bare = name.replaceAll("\\(.*", "");
    String pattern = TYPES.get(bare);
    if (pattern == null) {
      throw arguments.illegal(
          "knows no type \"%s\". %s", type, Nearest.remedy(bare, new TreeSet<>(TYPES.keySet())));
    }
    return pattern;
  }
}
