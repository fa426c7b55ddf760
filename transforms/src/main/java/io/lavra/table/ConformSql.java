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

  /** Also carries {@link #hash} of each source row as {@code _lavra_hash}. */
  String selectHashed(String relation, List<String> key) {
    return select(relation, ", " + hash(key) + " AS _lavra_hash");
  }

  private String select(String relation, String more) {
    return """
        SELECT *, coalesce(%s, false) AS _bad, coalesce(%s, false) AS _kept, nullif(concat_ws('; ', %s), '') AS _reason
        FROM (SELECT %s%s FROM (SELECT %s FROM (SELECT %s%s FROM %s)))"""
        .formatted(
            anyFailure(),
            conform.where() == null ? "true" : "(" + conform.where() + "\n)",
            reasons(),
            values(),
            more.isEmpty() ? "" : ", _lavra_hash",
            casts(),
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
        values.add(withDefault(column, value(column, text(column))));
      }
    }
    return "hash(" + String.join(", ", values) + ")";
  }

  private String value(ConformColumn column, String text) {
    if (!isCast(column)) {
      return text;
    }
    String cast = cast(column).of(text);
    return "CASE WHEN %s THEN %s END".formatted(cast(column).isRight(text, cast), cast);
  }

  /**
   * The inner level: every source column as cleaned text (or as it is where it has a type), and the
   * lineage.
   */
  private String texts() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < conform.columns().size(); i++) {
      parts.add(text(conform.columns().get(i)) + " AS _lavra_t" + i);
    }
    parts.add(lineage("_source", "VARCHAR", literal(table)));
    parts.add(lineage("_offset", "BIGINT", "NULL"));
    parts.add(lineage("_arrived_at", "TIMESTAMPTZ", "NULL"));
    parts.add(raw() + " AS _raw");
    return String.join(", ", parts);
  }

  /** The next level: the texts, cast. */
  private String casts() {
    List<String> parts = new ArrayList<>(List.of("*"));
    for (int i = 0; i < conform.columns().size(); i++) {
      ConformColumn column = conform.columns().get(i);
      if (isCast(column)) {
        parts.add(cast(column).of("_lavra_t" + i) + " AS _lavra_c" + i);
      }
    }
    return String.join(", ", parts);
  }

  /** The level above: what was cast rightly, and whether something was not. */
  private String values() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < conform.columns().size(); i++) {
      ConformColumn column = conform.columns().get(i);
      String text = "_lavra_t" + i;
      String cast = "_lavra_c" + i;
      String value =
          isCast(column)
              ? "CASE WHEN %s THEN %s END".formatted(cast(column).isRight(text, cast), cast)
              : text;
      parts.add(text);
      parts.add("%s IS NULL AND %s IS NOT NULL AS _lavra_f%d".formatted(value, text, i));
      parts.add(withDefault(column, value) + " AS " + identifier(column.name()));
    }
    parts.add("_source, _offset, _arrived_at, _raw");
    return String.join(", ", parts);
  }

  private CastSql cast(ConformColumn column) {
    return new CastSql(column, sourceType(column));
  }

  private boolean isCast(ConformColumn column) {
    return !sourceType(column).equals(column.type());
  }

  private String anyFailure() {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < conform.columns().size(); i++) {
      if (isCast(conform.columns().get(i))) {
        parts.add("_lavra_f" + i);
      }
    }
    for (String key : keys()) {
      parts.add(identifier(key) + " IS NULL");
    }
    for (RowRule rule : rules()) {
      parts.add("coalesce(NOT " + rule.grouped() + ", false)");
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
              : "'\"' || left(CAST(_lavra_t" + i + " AS VARCHAR), 80) || '\"'";
      parts.add(
          "CASE WHEN _lavra_f%d THEN %s || %s || %s END"
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
      parts.add("CASE WHEN NOT %s THEN %s END".formatted(rule.grouped(), literal(rule.reason())));
    }
    return parts.isEmpty() ? "''" : String.join(", ", parts);
  }

  private String failureOf(String key) {
    for (int i = 0; i < conform.columns().size(); i++) {
      if (conform.columns().get(i).name().equalsIgnoreCase(key)) {
        return "_lavra_f" + i;
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
      return typed(column, from.type(), name);
    }
    String text = column.trim() ? "nullif(" + trimmed(name) + ", '')" : name;
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

  /** Text that begins and ends with a printable character is not copied: most is like that. */
  private static String trimmed(String name) {
    return "CASE WHEN ascii(%1$s) BETWEEN 33 AND 126 AND ascii(%1$s[-1]) BETWEEN 33 AND 126 THEN %1$s ELSE trim(%1$s, E' \\t\\r\\n' || chr(160)) END"
        .formatted(name);
  }

  /** A value that has a type: null where a null marker reads as the same value. */
  private static String typed(ConformColumn column, ColumnType type, String name) {
    if (column.nulls().isEmpty()) {
      return name;
    }
    String markers =
        column.nulls().stream()
            .map(marker -> "TRY_CAST(%s AS %s)".formatted(literal(marker), typeName(type)))
            .collect(Collectors.joining(", "));
    return "CASE WHEN coalesce(%1$s IN (%2$s), false) THEN NULL ELSE %1$s END"
        .formatted(name, markers);
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

  /** The source's row as JSON: without lineage, but with what was rescued from it. */
  private String raw() {
    boolean landed = source.column("_source").isPresent();
    List<String> names =
        source.names().stream().filter(name -> !landed || !LINEAGE.contains(name)).toList();
    if (!landed || source.column("_rescued").isEmpty()) {
      return SqlText.json(names);
    }
    List<String> all = new ArrayList<>(names);
    all.add("_rescued");
    return "CASE WHEN _rescued IS NULL THEN %s ELSE %s END"
        .formatted(SqlText.json(names), SqlText.json(all));
  }
}
