package io.lavra.lineage;

import io.lavra.lake.TableSchema;
import io.lavra.plan.Blueprint;
import io.lavra.project.Conform;
import io.lavra.project.Query;
import io.lavra.project.Transformed;
import io.lavra.source.SourceColumn;
import io.lavra.table.TableException;
import io.lavra.table.lineage.Catalog;
import io.lavra.table.lineage.ColumnLineage;
import io.lavra.table.lineage.Influence.Kind;
import io.lavra.table.lineage.Influences;
import io.lavra.table.lineage.TableColumn;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a table's columns come from, whatever the table is made by. Columns of the files that a
 * bronze table takes in have {@link #SOURCE} for their table.
 */
public final class TableLineage {
  public static final String SOURCE = "source";

  private static final Logger LOG = LoggerFactory.getLogger(TableLineage.class);

  private TableLineage() {}

  /**
   * Follows the columns of a table.
   *
   * @param catalog knows the tables it reads, and the lake's macros
   */
  public static ColumnLineage of(Blueprint blueprint, Catalog catalog) {
    if (blueprint.obstacle().isPresent()) {
      return ColumnLineage.UNKNOWN;
    }
    try {
      if (blueprint.table().definition() instanceof Conform conform) {
        return catalog.lineage(blueprint.conform().orElseThrow(), conform.from());
      }
      if (blueprint.table().definition() instanceof Query query) {
        return catalog.lineage(query.sql());
      }
      if (blueprint.table().definition() instanceof Transformed transformed) {
        return new TransformLineage(transformed, blueprint, catalog).lineage();
      }
      return ofSource(blueprint);
    } catch (TableException e) {
      LOG.debug("No column lineage of {}: {}", blueprint.name(), e.getMessage());
      return ColumnLineage.UNKNOWN;
    }
  }

  private static ColumnLineage ofSource(Blueprint blueprint) {
    Map<String, Influences> columns = new LinkedHashMap<>();
    TableSchema schema = blueprint.schema();
    for (SourceColumn column : blueprint.sourceColumns()) {
      if (schema.column(column.name()).isPresent()) {
        TableColumn field = new TableColumn(SOURCE, column.source());
        columns.put(column.name(), Influences.of(field, Kind.IDENTITY));
      }
    }
    return new ColumnLineage(columns, Influences.NONE);
  }
}
