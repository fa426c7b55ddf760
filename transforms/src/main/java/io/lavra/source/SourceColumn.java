package io.lavra.source;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import java.io.Serializable;
import java.util.List;

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
        .map(
            column ->
                new SourceColumn(
                    column.description().isEmpty() ? column.name() : column.description(),
                    column.name()))
        .toList();
  }

  /** The bronze column: its description is the source's name where that is another. */
  Column toColumn() {
    return new Column(name, ColumnType.STRING, source.equals(name) ? "" : source, false);
  }
}
