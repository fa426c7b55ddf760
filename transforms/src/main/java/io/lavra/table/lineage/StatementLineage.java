package io.lavra.table.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.lineage.Influence.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the columns of a statement come from.
 *
 * @param duckDb where the tables it reads are known, as tables: views would not show in the plan
 */
record StatementLineage(DuckDb duckDb) {
  private static final Logger LOG = LoggerFactory.getLogger(StatementLineage.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Follows the columns.
   *
   * @param names the columns it gives
   * @param tables the tables it reads
   */
  ColumnLineage of(String sql, List<String> names, Set<String> tables) {
    try {
      Traced traced = new PlanLineage().of(plan(sql));
      Map<String, Influences> columns = new LinkedHashMap<>();
      for (int i = 0; i < names.size(); i++) {
        columns.put(names.get(i), traced.column(i));
      }
      return new ColumnLineage(columns, traced.rows());
    } catch (UnknownPlanException | JsonProcessingException e) {
      LOG.debug("Lineage of {} is all to all: {}", names, e.getMessage());
      return allToAll(names, tables);
    }
  }

  private JsonNode plan(String sql) throws JsonProcessingException {
    JsonNode plan =
        JSON.readTree(
            String.valueOf(
                duckDb.text(
                    "SELECT json_serialize_plan(%s, skip_null := true, skip_empty := true)"
                        .formatted(SqlText.literal(sql)))));
    if (plan.path("error").asBoolean() || plan.path("plans").size() != 1) {
      throw new UnknownPlanException(plan.path("error_message").asText("no plan"));
    }
    return plan.path("plans").path(0);
  }

  private ColumnLineage allToAll(List<String> names, Set<String> tables) {
    Influences all = Influences.NONE;
    for (String table : tables) {
      for (List<?> row : duckDb.rows("DESCRIBE " + SqlText.tableName(table))) {
        TableColumn column = new TableColumn(table, String.valueOf(row.get(0)));
        all = all.and(Influences.of(column, Kind.TRANSFORMATION));
      }
    }
    Map<String, Influences> columns = new LinkedHashMap<>();
    for (String name : names) {
      columns.put(name, all);
    }
    return new ColumnLineage(columns, Influences.NONE);
  }
}
