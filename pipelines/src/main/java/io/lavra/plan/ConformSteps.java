package io.lavra.plan;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.project.ColumnSpec;
import io.lavra.project.Keep;
import io.lavra.project.Mode;
import io.lavra.project.Table;
import io.lavra.project.yaml.Condition;
import io.lavra.quality.Suite;
import io.lavra.source.ColumnNames;
import io.lavra.source.SourceColumn;
import io.lavra.table.conform.Conform;
import io.lavra.table.conform.ConformColumn;
import io.lavra.table.conform.Deduplicate;
import io.lavra.table.lineage.Catalog;
import io.lavra.words.ConfigurationException;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Nearest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table file's columns as steps that conform rows. */
final class ConformSteps {
  private ConformSteps() {}

  /**
   * @param source the columns of the table it reads
   * @param landed those of them that came from files, where that table is bronze
   * @param zone the lake's
   * @throws ConfigurationException for columns that the source does not have, and for defaults that
   *     cannot be read
   */
  static Conform of(
      Table table,
      TableSchema source,
      List<SourceColumn> landed,
      String from,
      Suite suite,
      Catalog catalog,
      ZoneId zone) {
    List<Problem> problems = new ArrayList<>();
    List<ConformColumn> columns = new ArrayList<>();
    for (ColumnSpec spec : table.columns()) {
      Optional<String> name = sourceName(spec, source, landed);
      if (name.isEmpty()) {
        problems.add(
            new Problem(
                spec.place(),
                "There is no column \"%s\" in %s.".formatted(spec.from(), from),
                Nearest.remedy(spec.from(), source.names())));
      } else {
        ConformColumn column = column(spec, name.get());
        columns.add(column);
        catalog
            .refusal(column, zone.getId())
            .ifPresent(remedy -> problems.add(refused(spec, remedy)));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return new Conform(
        columns,
        suite.rowRules(),
        table.where().map(Condition::sql).orElse(null),
        deduplicate(table));
  }

  /** The source with the columns a table wants of it, while nobody knows which ones it has. */
  static TableSchema assumed(Table table, TableSchema source) {
    List<Column> columns = new ArrayList<>(source.columns());
    for (ColumnSpec spec : table.columns()) {
      TableSchema all = new TableSchema(columns);
      if (sourceName(spec, all, List.of()).isEmpty()) {
        columns.add(new Column(ColumnNames.safe(spec.from()), ColumnType.STRING));
      }
    }
    return new TableSchema(columns);
  }

  private static Optional<String> sourceName(
      ColumnSpec spec, TableSchema source, List<SourceColumn> landed) {
    return (spec.lineage()
            ? source.column(spec.from())
            : SourceColumn.find(spec.from(), landed, source))
        .map(Column::name);
  }

  private static Problem refused(ColumnSpec spec, String remedy) {
    return new Problem(
        spec.defaultPlace(),
        "The default \"%s\" cannot be read as %s."
            .formatted(spec.defaultValue().orElse(""), spec.type()),
        "Write it as the source writes its values"
            + (remedy.isEmpty() ? "." : remedy.replaceFirst("; ", ": ") + "."));
  }

  private static ConformColumn column(ColumnSpec spec, String from) {
    return new ConformColumn(
        spec.name(),
        from,
        spec.type(),
        spec.trim(),
        spec.letterCase().map(c -> c.name().toLowerCase(Locale.ROOT)).orElse(null),
        spec.notation(),
        spec.nulls(),
        spec.defaultValue().orElse(null),
        spec.rule().map(Condition::sql).orElse(null),
        spec.personal(),
        spec.description());
  }

  /** A merge without {@code deduplicate} still takes one row per key: the one that arrived last. */
  private static @Nullable Deduplicate deduplicate(Table table) {
    if (table.deduplicate().isPresent()) {
      io.lavra.project.Deduplicate written = table.deduplicate().get();
      return new Deduplicate(
          written.key(), written.keep() == Keep.LATEST, written.by().orElse(null));
    }
    return table.write().mode() == Mode.MERGE
        ? new Deduplicate(table.write().key(), true, null)
        : null;
  }
}
