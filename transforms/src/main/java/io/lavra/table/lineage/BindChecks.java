package io.lavra.table.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lavra.lake.TableSchema;
import io.lavra.table.TableException;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.InputViews;
import io.lavra.table.duckdb.Relation;
import io.lavra.table.duckdb.SqlException;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.measure.Measure;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Binds what checks ask of a table to the columns it will have: names, functions, types, and that
 * each constant can be what it is compared with. Macros are not known here, as they are not where
 * checks are evaluated. Nothing is run but the casts of constants.
 */
final class BindChecks implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Boolean> casts = new HashMap<>();
  private @Nullable DuckDb duckDb;

  /**
   * Binds measures, each scan as one statement.
   *
   * @param own the table's own name, under which its rows are known besides {@code staged}
   * @param others the tables that the measures read
   * @throws SqlException for the first that cannot be bound
   */
  void measures(
      String own, TableSchema schema, Map<String, TableSchema> others, List<Measure> measures) {
    others.forEach(this::table);
    table(own, schema);
    table("staged", schema);
    measures.stream()
        .collect(Collectors.groupingBy(Measure::scan, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (scan, together) -> bind(scan.select(together.stream().map(Measure::sql).toList())));
  }

  /** Binds conditions over one row; throws {@link SqlException}. */
  void conditions(TableSchema columns, Collection<String> conditions) {
    table("staged", columns);
    bind(
        conditions.stream()
            .map(condition -> "coalesce(NOT " + condition + ", false)")
            .collect(Collectors.joining(", ", "SELECT ", " FROM staged")));
  }

  private void table(String name, TableSchema schema) {
    InputViews.createSchema(duckDb(), name);
    duckDb()
        .execute(
            "CREATE OR REPLACE TABLE %s AS %s"
                .formatted(SqlText.tableName(name), Relation.empty(schema, false)));
  }

  private void bind(String select) {
    JsonNode plan;
    try {
      plan =
          JSON.readTree(
              String.valueOf(
                  duckDb()
                      .text(
                          "SELECT json_serialize_plan(%s, skip_null := true, skip_empty := true, optimize := false)"
                              .formatted(SqlText.literal(select)))));
    } catch (SqlException e) {
      throw e;
    } catch (TableException | JsonProcessingException e) {
      throw SqlException.of(String.valueOf(e.getMessage()), select, 0);
    }
    if (plan.path("error").asBoolean()) {
      throw SqlException.of(plan, select, 0);
    }
    constants(plan, select);
  }

  /** DuckDB looks at a constant only when rows come; a date that is none is wrong before. */
  private void constants(JsonNode node, String select) {
    JsonNode constant = node.path("children").path(0);
    boolean isCast =
        node.path("type").asText().equals("OPERATOR_CAST")
            && !node.path("function_data").path("try_cast").asBoolean()
            && constant.path("type").asText().equals("VALUE_CONSTANT")
            && constant.path("value").path("value").isTextual();
    if (isCast) {
      String text = constant.path("value").path("value").asText();
      String type = type(node.path("return_type"));
      if (!type.isEmpty() && !fits(text, type)) {
        throw SqlException.at(
            select,
            constant.path("query_location").asInt(0),
            "cannot compare %s with \"%s\"".formatted(words(type), text));
      }
    }
    node.forEach(child -> constants(child, select));
  }

  /** Checks of a kind have constants in common. */
  private boolean fits(String text, String type) {
    String cast = "TRY_CAST(%s AS %s)".formatted(SqlText.literal(text), type);
    return casts.computeIfAbsent(cast, unknown -> duckDb().text("SELECT " + cast) != null);
  }

  private static String words(String type) {
    return type.startsWith("TIMESTAMP")
        ? "a timestamp"
        : "a " + type.toLowerCase(java.util.Locale.ROOT);
  }

  private static String type(JsonNode type) {
    JsonNode info = type.path("type_info");
    return switch (type.path("id").asText()) {
      case "DECIMAL" ->
          "DECIMAL(%s,%s)".formatted(info.path("width").asInt(18), info.path("scale").asInt(3));
      case "BOOLEAN",
          "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "FLOAT",
          "DOUBLE",
          "DATE",
          "TIME",
          "TIMESTAMP",
          "TIMESTAMP WITH TIME ZONE",
          "INTERVAL" ->
          type.path("id").asText();
      default -> "";
    };
  }

  private DuckDb duckDb() {
    if (duckDb == null) {
      duckDb = DuckDb.withoutFiles();
    }
    return duckDb;
  }

  @Override
  public void close() {
    if (duckDb != null) {
      duckDb.close();
    }
  }
}
