package io.lavra.table;

import static io.lavra.table.SqlText.identifier;
import static io.lavra.table.SqlText.literal;
import static io.lavra.table.SqlText.typeName;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The statement that conforms a relation. Its rows have the conformed columns, then {@code _bad}
 * (whether the row is kept back), {@code _reason}, {@code _raw} (the source row as JSON), {@code
 * _kept} (whether {@code where} holds) and the lineage columns {@code _source}, {@code _offset},
 * {@code _arrived_at}.
 */
final class ConformSql {
  private static final Set<String> LINEAGE =
      Set.of("_source", "_offset", "_arrived_at", "_run_id", "_rescued", "year", "month", "day");

  private final Conform conform;
  private final TableSchema source;
  private final String table;

  ConformSql(Conform conform, TableSchema source, String table) {
    this.conform = conform;
    this.source = source;
    this.table = table;
  }

  String select(String relation) {
    return select(relation, "");
  }

  /** Also carries a hash of each source row as {@code _hash}. */
  String selectHashed(String relation, List<String> key) {
    return select(relation, ", " + hash(key) + " AS _hash");
  }

  private String select(String relation, String more) {
    String carried = more.isEmpty() ? "" : ", _hash";
    return """
        SELECT *, coalesce(%s, false) AS _bad, coalesce(%s, true) AS _kept, nullif(concat_ws('; ', %s), '') AS _reason
        FROM (SELECT %s%s FROM (SELECT %s%s FROM %s))"""
        .formatted(
            anyFailure(),
            conform.where() == null ? "true" : "(" + conform.where() + ")",
            reasons(),
            casts(),
            carried,
            texts(),
            more,
            relation);
  }

  /**
   * A hash of the source's row: of the columns that make the key, as conformed; without a key, of
   * all columns that are used.
   */
  String hash(List<String> key) {
    List<String> values = new ArrayList<>();
    for (ConformColumn column : conform.columns()) {
      if (key.isEmpty()) {
        values.add(identifier(sourceColumn(column).name()));
      } else if (key.stream().anyMatch(column.name()::equalsIgnoreCase)) {
        values.add(key(column));
      }
    }
    return "hash(" + String.join(", ", values) + ")";
  }

  private String key(ConformColumn column) {
    boolean same = sourceType(column).equals(column.type());
    return withDefault(column, same ? text(column) : cast(column, text(column)));
  }

  /**
   * The inner level: every source column as cleaned text (or as it is where it has a type), and the
   * lineage.
   */
  private String texts() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < conform.columns().size(); i++) {
      parts.add(text(conform.columns().get(i)) + " AS _t" + i);
    }
    parts.add(lineage("_source", "VARCHAR", literal(table)));
    parts.add(lineage("_offset", "BIGINT", "NULL"));
    parts.add(lineage("_arrived_at", "TIMESTAMPTZ", "NULL"));
    parts.add(raw() + " AS _raw");
    return String.join(", ", parts);
  }

  /** The middle level: the texts, cast. */
  private String casts() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < conform.columns().size(); i++) {
      ConformColumn column = conform.columns().get(i);
      String cast = sourceType(column).equals(column.type()) ? "_t" + i : cast(column, "_t" + i);
      parts.add("_t" + i);
      parts.add(cast + " IS NULL AND _t" + i + " IS NOT NULL AS _f" + i);
      parts.add(withDefault(column, cast) + " AS " + identifier(column.name()));
    }
    parts.add("_source, _offset, _arrived_at, _raw");
    return String.join(", ", parts);
  }

  private String anyFailure() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < conform.columns().size(); i++) {
      if (!sourceType(conform.columns().get(i)).equals(conform.columns().get(i).type())) {
        parts.add("_f" + i);
      }
    }
    for (String key : keys()) {
      parts.add(identifier(key) + " IS NULL");
    }
    for (RowRule rule : rules()) {
      parts.add("coalesce(NOT (" + rule.predicate() + "), false)");
    }
    return parts.isEmpty() ? "false" : String.join(" OR ", parts);
  }

  private String reasons() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < conform.columns().size(); i++) {
      ConformColumn column = conform.columns().get(i);
      String value =
          column.personal()
              ? literal("a value")
              : "'\"' || left(CAST(_t" + i + " AS VARCHAR), 80) || '\"'";
      parts.add(
          "CASE WHEN _f%d THEN %s || %s || %s END"
              .formatted(
                  i,
                  literal(column.name() + ": cannot read "),
                  value,
                  literal(" as " + column.type() + formatNote(column))));
    }
    for (String key : keys()) {
      parts.add(
          "CASE WHEN %s IS NULL AND NOT %s THEN %s END"
              .formatted(identifier(key), failureOf(key), literal(key + ": the key is null")));
    }
    for (RowRule rule : rules()) {
      parts.add(
          "CASE WHEN NOT (%s) THEN %s END".formatted(rule.predicate(), literal(rule.reason())));
    }
    return parts.isEmpty() ? "''" : String.join(", ", parts);
  }

  private String failureOf(String key) {
    for (int i = 0; i < conform.columns().size(); i++) {
      if (conform.columns().get(i).name().equalsIgnoreCase(key)) {
        return "_f" + i;
      }
    }
    return "false";
  }

  private static String formatNote(ConformColumn column) {
    return column.format() == null ? "" : " with format " + column.format();
  }

  private List<String> keys() {
    return conform.deduplicate() == null ? List.of() : conform.deduplicate().key();
  }

  private List<RowRule> rules() {
    List<RowRule> rules = new ArrayList<>();
    for (ConformColumn column : conform.columns()) {
      if (column.rule() != null) {
        rules.add(new RowRule(column.name() + ": rule " + column.rule(), column.rule()));
      }
    }
    rules.addAll(conform.rules());
    return rules;
  }

  private ColumnType sourceType(ConformColumn column) {
    return sourceColumn(column).type();
  }

  private Column sourceColumn(ConformColumn column) {
    return source
        .column(column.from())
        .orElseThrow(
            () ->
                new TableException(
                    "%s: column \"%s\" is not in %s"
                        .formatted(table, column.from(), String.join(", ", source.names()))));
  }

  private String text(ConformColumn column) {
    Column from = sourceColumn(column);
    String name = identifier(from.name());
    if (!from.type().equals(ColumnType.STRING)) {
      return name;
    }
    String text = column.trim() ? "nullif(trim(" + name + "), '')" : name;
    String markers =
        column.nulls().stream()
            .filter(marker -> !(column.trim() && marker.isEmpty()))
            .map(SqlText::literal)
            .collect(Collectors.joining(", "));
    if (!markers.isEmpty()) {
      text = "CASE WHEN %s NOT IN (%s) THEN %s END".formatted(text, markers, text);
    }
    return column.letterCase() == null ? text : column.letterCase() + "(" + text + ")";
  }

  private String cast(ConformColumn column, String text) {
    String type = typeName(column.type());
    if (!sourceType(column).equals(ColumnType.STRING)) {
      return "TRY_CAST(" + text + " AS " + type + ")";
    }
    String number = number(column, text);
    return switch (column.type().text()) {
      case "string" -> text;
      case "date", "timestamp" -> temporal(column, text, type);
      case "int", "bigint" ->
          "CASE WHEN TRY_CAST(%1$s AS %2$s) = TRY_CAST(%1$s AS DOUBLE) THEN TRY_CAST(%1$s AS %2$s) END"
              .formatted(number, type);
      default -> "TRY_CAST(" + (column.type().isNumeric() ? number : text) + " AS " + type + ")";
    };
  }

  private static String temporal(ConformColumn column, String text, String type) {
    return column.format() == null
        ? "TRY_CAST(" + text + " AS " + type + ")"
        : "CAST(try_strptime(%s, %s) AS %s)"
            .formatted(text, literal(DatePattern.toStrptime(column.format())), type);
  }

  /**
   * A number with its own separators, as one with a point; null where the separators are not where
   * they belong.
   */
  private static String number(ConformColumn column, String text) {
    if (column.decimal() == null && column.grouping() == null) {
      return text;
    }
    String decimal = column.decimal() == null ? "." : column.decimal();
    String plain = "[+-]?[0-9]*(" + quoteRegex(decimal) + "[0-9]+)?";
    String pattern = plain;
    String digits = text;
    if (column.grouping() != null) {
      String group = quoteRegex(column.grouping());
      pattern =
          plain + "|[+-]?[0-9]{1,3}(" + group + "[0-9]{3})+(" + quoteRegex(decimal) + "[0-9]+)?";
      digits = "replace(%s, %s, '')".formatted(text, literal(column.grouping()));
    }
    return "CASE WHEN regexp_full_match(%s, %s) THEN replace(%s, %s, '.') END"
        .formatted(text, literal(pattern), digits, literal(decimal));
  }

  private static String quoteRegex(String separator) {
    return separator
        .chars()
        .mapToObj(c -> Character.isLetterOrDigit(c) ? String.valueOf((char) c) : "\\" + (char) c)
        .collect(Collectors.joining());
  }

  private static String withDefault(ConformColumn column, String cast) {
    return column.otherwise() == null
        ? cast
        : "coalesce(%s, CAST(%s AS %s))"
            .formatted(cast, literal(column.otherwise()), typeName(column.type()));
  }

  private String lineage(String name, String type, String otherwise) {
    String value = source.column(name).isPresent() ? identifier(name) : otherwise;
    return "CAST(" + value + " AS " + type + ") AS " + name;
  }

  private String raw() {
    String fields =
        source.columns().stream()
            .map(Column::name)
            .filter(name -> !LINEAGE.contains(name))
            .map(name -> identifier(name) + " := " + identifier(name))
            .collect(Collectors.joining(", "));
    return fields.isEmpty() ? "'{}'" : "CAST(to_json(struct_pack(" + fields + ")) AS VARCHAR)";
  }
}
