package io.lavra.table.conform;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.literal;

import io.lavra.lake.Column;
import io.lavra.lake.TableSchema;
import io.lavra.table.TableException;
import io.lavra.table.duckdb.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The statement that conforms a relation. Its rows have the conformed columns, then {@code _bad}
 * (whether the row is kept back), {@code _reason}, {@code _raw} (the source row as JSON), {@code
 * _kept} (whether {@code where} holds) and the lineage columns {@code _source}, {@code _offset},
 * {@code _arrived_at}.
 */
public final class ConformSql {
  static final Set<String> LINEAGE =
      Set.of("_source", "_offset", "_arrived_at", "_run_id", "_rescued", "year", "month", "day");

  private final Conform conform;
  private final TableSchema source;
  private final String table;
  private final List<ColumnSql> columns = new ArrayList<>();

  /**
   * @param zone of times without an offset
   */
  public ConformSql(Conform conform, TableSchema source, String table, String zone) {
    this.conform = conform;
    this.source = source;
    this.table = table;
    for (ConformColumn column : conform.columns()) {
      columns.add(new ColumnSql(column, sourceColumn(column), columns.size(), zone));
    }
  }

  /** {@code _reason} speaks of keys and rules; {@link SetAside} adds the values. */
  public String select(String relation) {
    return """
        SELECT *, coalesce(%s, false) AS _bad, coalesce(%s, false) AS _kept, nullif(concat_ws('; ', %s), '') AS _reason
        FROM (SELECT %s FROM (SELECT %s FROM (SELECT %s FROM %s)))"""
        .formatted(anyFailure(), kept(), reasons(), values(false), casts(), texts(), relation);
  }

  /**
   * The same for rows that are known to be right, which is not looked at again: without {@code
   * _bad} and {@code _reason}.
   */
  String selectRight(String relation) {
    return """
        SELECT *, coalesce(%s, false) AS _kept FROM (SELECT %s FROM (SELECT %s FROM (SELECT %s FROM %s)))"""
        .formatted(kept(), values(true), casts(), texts(), relation);
  }

  private String kept() {
    return conform.where() == null ? "true" : "(" + conform.where() + "\n)";
  }

  /**
   * The hashes, {@code _lavra_hash}, of {@code input}'s rows that are kept back, each as {@link
   * #hash} gives it.
   */
  String defects(List<String> key) {
    String hash =
        key.isEmpty()
            ? columns.stream().map(ColumnSql::source).collect(Collectors.joining(", "))
            : keyColumns(key).stream().map(ColumnSql::name).collect(Collectors.joining(", "));
    // An aggregate, not a WHERE: that would be pushed down and evaluate casts again and again.
    return """
        SELECT DISTINCT unnest(list(h) FILTER (h IS NOT NULL)) AS _lavra_hash
        FROM (SELECT CASE WHEN _bad THEN hash(%s) END AS h FROM (%s))"""
        .formatted(hash, select("input"));
  }

  /**
   * A hash of the source's row: of the columns that make the key, as conformed; without a key, of
   * all columns that are used.
   */
  String hash(List<String> key) {
    String values =
        key.isEmpty()
            ? columns.stream()
                .map(column -> identifier(column.from().name()))
                .collect(Collectors.joining(", "))
            : keyColumns(key).stream()
                .map(column -> column.valueOf(identifier(column.from().name())))
                .collect(Collectors.joining(", "));
    return "hash(" + values + ")";
  }

  private List<ColumnSql> keyColumns(List<String> key) {
    return columns.stream()
        .filter(c -> key.stream().anyMatch(c.column().name()::equalsIgnoreCase))
        .toList();
  }

  /** The inner level: the source's columns, their cleaned texts, the lineage and the raw row. */
  private String texts() {
    List<String> parts = new ArrayList<>();
    for (ColumnSql column : columns) {
      String from = identifier(column.from().name());
      parts.add(from + " AS " + column.source());
      if (column.hasText()) {
        parts.add(column.text(from) + " AS " + column.text());
      }
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
    for (ColumnSql column : columns) {
      if (column.isCast()) {
        parts.add(column.castOfText() + " AS " + column.cast());
      }
    }
    return String.join(", ", parts);
  }

  /** The level above: what was cast rightly, and whether something was not. */
  private String values(boolean sure) {
    List<String> parts = new ArrayList<>();
    for (ColumnSql column : columns) {
      parts.add(column.source());
      if (column.hasText()) {
        parts.add(column.text());
      }
      if (column.isCast() && !sure) {
        parts.add(column.failure() + " AS " + column.failed());
      }
      parts.add(column.value(sure) + " AS " + column.name());
    }
    parts.add("_source, _offset, _arrived_at, _raw");
    return String.join(", ", parts);
  }

  private String anyFailure() {
    List<String> parts = new ArrayList<>();
    columns.stream().filter(ColumnSql::isCast).map(ColumnSql::failed).forEach(parts::add);
    for (ColumnSql key : keyColumns(keys())) {
      parts.add(key.name() + " IS NULL");
    }
    for (RowRule rule : rules()) {
      parts.add("coalesce(NOT " + rule.grouped() + ", false)");
    }
    return parts.isEmpty() ? "false" : String.join(" OR ", parts);
  }

  /** The columns with values that may not be readable. */
  List<ColumnSql> casting() {
    return columns.stream().filter(ColumnSql::isCast).toList();
  }

  private String reasons() {
    List<String> parts = new ArrayList<>();
    for (ColumnSql key : keyColumns(keys())) {
      parts.add(
          "CASE WHEN %s IS NULL AND NOT %s THEN %s END"
              .formatted(
                  key.name(),
                  key.isCast() ? key.failed() : "false",
                  literal(key.column().name() + ": the key is null")));
    }
    for (RowRule rule : rules()) {
      parts.add("CASE WHEN NOT %s THEN %s END".formatted(rule.grouped(), literal(rule.reason())));
    }
    return parts.isEmpty() ? "''" : String.join(", ", parts);
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

  private Column sourceColumn(ConformColumn column) {
    return source
        .column(column.from())
        .orElseThrow(
            () ->
                new TableException(
                    "%s: column \"%s\" is not in %s"
                        .formatted(table, column.from(), String.join(", ", source.names()))));
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
      return json(names);
    }
    List<String> all = new ArrayList<>(names);
    all.add("_rescued");
    return "CASE WHEN _rescued IS NULL THEN %s ELSE %s END".formatted(json(names), json(all));
  }

  /** Columns as one JSON object, under the names that a file gave them, if these are told apart. */
  private String json(List<String> names) {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    taken.addAll(names);
    Map<String, String> keys = new LinkedHashMap<>();
    for (String name : names) {
      String written = source.column(name).map(Column::description).orElse("");
      boolean landed = source.column("_rescued").isPresent();
      boolean own = landed && !written.isEmpty() && !written.startsWith("\"");
      keys.put(name, own && taken.add(written) ? written : name);
    }
    return SqlText.json(keys);
  }
}
