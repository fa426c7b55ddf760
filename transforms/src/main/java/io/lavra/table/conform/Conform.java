package io.lavra.table.conform;

import io.lavra.lake.Column;
import io.lavra.lake.TableSchema;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How rows become conformed: rename, trim, case, cast, rules, filter, deduplicate.
 *
 * @param columns the columns of the result, in order; others are left behind
 * @param rules what every conformed row must meet, else it is kept in quarantine
 * @param where SQL over the conformed columns; rows for which it is not true are filtered
 * @param deduplicate which row stands for its key, where there may be only one
 */
public record Conform(
    List<ConformColumn> columns,
    List<RowRule> rules,
    @Nullable String where,
    @Nullable Deduplicate deduplicate)
    implements Serializable {
  private static final Set<String> KEPT =
      Set.of(
          "_source",
          "_offset",
          "_arrived_at",
          "_bad",
          "_kept",
          "_reason",
          "_raw",
          "_rank",
          "_bucket",
          "_file");

  public Conform {
    columns = List.copyOf(columns);
    rules = List.copyOf(rules);
    for (ConformColumn column : columns) {
      if (KEPT.contains(column.name().toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "A conformed column cannot be called \"%s\": conforming uses that name. Choose another, such as \"%s\"."
                .formatted(column.name(), column.name().replaceFirst("^_+", "")));
      }
    }
  }

  /**
   * The statements that conform rows, as text: where the same rows would become others, be it by
   * the definition or by Lavra's own code, this is another. Of the source only what is used counts:
   * a column that comes to it changes nothing.
   *
   * @param source the columns of what is read
   * @param zone of times without an offset
   * @return empty if the source lacks a column that is used
   */
  public Optional<String> statement(TableSchema source, String table, String zone) {
    if (columns.stream().anyMatch(column -> source.column(column.from()).isEmpty())) {
      return Optional.empty();
    }
    ConformSql sql = new ConformSql(this, used(source), table, zone);
    String ranking = deduplicate == null ? "" : deduplicate.rank(schema().names());
    return Optional.of(String.join("\n", sql.select("input"), sql.selectRight("input"), ranking));
  }

  private TableSchema used(TableSchema source) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(ConformSql.LINEAGE);
    columns.forEach(column -> names.add(column.from()));
    return new TableSchema(
        source.columns().stream().filter(column -> names.contains(column.name())).toList());
  }

  public TableSchema schema() {
    return new TableSchema(
        columns.stream()
            .map(c -> new Column(c.name(), c.type(), c.description(), c.personal()))
            .toList());
  }
}
