package io.lavra.source;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A column of a landing file.
 *
 * @param source its name in the file
 * @param name its name in the bronze table, see {@link ColumnNames}
 */
public record SourceColumn(String source, String name) implements Serializable {
  /** The source's columns of a bronze table, without lineage and partitions. */
  public static List<SourceColumn> of(TableSchema bronze) {
    return bronze.columns().stream()
        .filter(column -> !ColumnNames.isTaken(column.name()))
        .map(column -> new SourceColumn(source(column.name(), column.description()), column.name()))
        .toList();
  }

  /**
   * The bronze column that a name in a table file means: the source's of that name, else the first
   * in another case, else the table's column of that name, which may be lineage.
   *
   * @param columns the source's columns in the table
   */
  public static Optional<Column> find(
      String written, List<SourceColumn> columns, TableSchema bronze) {
    return Stream.<Predicate<SourceColumn>>of(
            column -> column.source().equals(written),
            column -> ColumnNames.key(column.source()).equals(ColumnNames.key(written)))
        .flatMap(named -> columns.stream().filter(named).limit(1))
        .findFirst()
        .map(SourceColumn::name)
        .flatMap(bronze::column)
        .or(() -> bronze.column(written))
        .or(() -> bronze.column(ColumnNames.safe(written)));
  }

  private static String source(String name, String description) {
    if (description.isEmpty()) {
      return name;
    }
    boolean quoted =
        description.length() > 1 && description.startsWith("\"") && description.endsWith("\"");
    return quoted ? description.substring(1, description.length() - 1) : description;
  }

  /**
   * The bronze column: its description is the source's name where that is another; in quotes where
   * it is empty or begins with one.
   */
  public Column toColumn() {
    boolean quoted = source.isEmpty() || source.startsWith("\"");
    String description = quoted ? '"' + source + '"' : source;
    return new Column(name, ColumnType.STRING, source.equals(name) ? "" : description, false);
  }
}
