package io.lavra.table.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.table.lineage.Influence.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows the columns through DuckDB's logical plan, from the tables up. DuckDB has resolved names,
 * stars, macros and subqueries by then: operators speak of their inputs' columns by position.
 */
final class PlanLineage {
  private final Map<Integer, Traced> common = new HashMap<>();

  Traced of(JsonNode operator) {
    return switch (operator.path("type").asText()) {
      case "LOGICAL_GET" -> get(operator);
      case "LOGICAL_DUMMY_SCAN" -> new Traced(List.of(Influences.NONE), Influences.NONE);
      case "LOGICAL_EMPTY_RESULT" -> nothing(operator);
      case "LOGICAL_EXPRESSION_GET" -> values(operator);
      case "LOGICAL_PROJECTION" -> project(operator);
      case "LOGICAL_FILTER" -> filter(operator);
      case "LOGICAL_AGGREGATE_AND_GROUP_BY" -> aggregate(operator);
      case "LOGICAL_WINDOW", "LOGICAL_UNNEST" -> extend(operator);
      case "LOGICAL_ORDER_BY", "LOGICAL_TOP_N" -> order(operator);
      case "LOGICAL_DISTINCT" -> distinct(operator);
      case "LOGICAL_LIMIT", "LOGICAL_SAMPLE" -> child(operator, 0);
      case "LOGICAL_UNION" -> child(operator, 0).or(child(operator, 1));
      case "LOGICAL_EXCEPT", "LOGICAL_INTERSECT" -> compare(operator);
      case "LOGICAL_CROSS_PRODUCT", "LOGICAL_POSITIONAL_JOIN" -> beside(operator);
      case "LOGICAL_COMPARISON_JOIN", "LOGICAL_ANY_JOIN", "LOGICAL_ASOF_JOIN" -> join(operator);
      case "LOGICAL_MATERIALIZED_CTE" -> materialize(operator);
      case "LOGICAL_RECURSIVE_CTE" -> recur(operator);
      case "LOGICAL_CTE_REF" -> reference(operator);
      default -> throw new UnknownPlanException(operator.path("type").asText());
    };
  }

  private Traced child(JsonNode operator, int number) {
    return of(operator.path("children").path(number));
  }

  /** A table, or a function that gives rows, perhaps from other rows. */
  private Traced get(JsonNode operator) {
    JsonNode path = operator.path("function_data").path("qualified_name").path("path");
    boolean isTable = path.size() > 0;
    String table = path.path(path.size() - 2).asText() + "." + path.path(path.size() - 1).asText();
    Traced input =
        operator.path("children").isEmpty()
            ? new Traced(List.of(), Influences.NONE)
            : child(operator, 0);
    List<Influences> columns = new ArrayList<>();
    for (JsonNode column : operator.path("column_indexes")) {
      // Row numbers and their like have indexes beyond the names.
      String name = operator.path("names").path(column.path("index").asInt(-1)).asText();
      columns.add(
          isTable && !name.isEmpty()
              ? Influences.of(new TableColumn(table, name), Kind.IDENTITY)
              : input.all().then(Kind.TRANSFORMATION, false));
    }
    Traced given = new Traced(columns, input.rows()).only(operator.path("projection_ids"));
    return given.with(input.at(operator.path("projected_input")));
  }

  private static Traced nothing(JsonNode operator) {
    int width = operator.path("return_types").size();
    return new Traced(Collections.nCopies(width, Influences.NONE), Influences.NONE);
  }

  private Traced values(JsonNode operator) {
    Traced input = child(operator, 0);
    List<Influences> columns = new ArrayList<>();
    for (JsonNode row : operator.path("expressions")) {
      List<Influences> values = input.each(row);
      for (int i = 0; i < values.size(); i++) {
        if (i == columns.size()) {
          columns.add(values.get(i));
        } else {
          columns.set(i, columns.get(i).and(values.get(i)));
        }
      }
    }
    return new Traced(columns, input.rows());
  }

  private Traced project(JsonNode operator) {
    Traced input = child(operator, 0);
    return new Traced(input.each(operator.path("expressions")), input.rows());
  }

  private Traced filter(JsonNode operator) {
    Traced input = child(operator, 0);
    return input
        .filtered(input.expressions().all(operator.path("expressions")), Kind.FILTER)
        .only(operator.path("projection_map"));
  }

  /** Without groups there is one row, whatever decides on the rows before: it decides on values. */
  private Traced aggregate(JsonNode operator) {
    Traced input = child(operator, 0);
    List<Influences> groups = input.each(operator.path("groups"));
    Influences keys = groups.stream().reduce(Influences.NONE, Influences::and).as(Kind.GROUP_BY);
    List<Influences> values = input.each(operator.path("expressions"));
    operator.path("grouping_functions").forEach(function -> values.add(keys));
    return groups.isEmpty()
        ? new Traced(
            values.stream().map(value -> value.and(input.rows())).toList(), Influences.NONE)
        : new Traced(groups, input.rows().and(keys)).with(values);
  }

  private Traced extend(JsonNode operator) {
    Traced input = child(operator, 0);
    return input.with(input.each(operator.path("expressions")));
  }

  private Traced order(JsonNode operator) {
    Traced input = child(operator, 0);
    return input
        .filtered(input.expressions().orders(operator.path("orders")), Kind.SORT)
        .only(operator.path("projection_map"));
  }

  private Traced distinct(JsonNode operator) {
    Traced input = child(operator, 0);
    return input
        .filtered(input.expressions().all(operator.path("distinct_targets")), Kind.GROUP_BY)
        .filtered(input.expressions().orders(operator.path("order_by").path("orders")), Kind.SORT);
  }

  private Traced compare(JsonNode operator) {
    Traced left = child(operator, 0);
    Traced right = child(operator, 1);
    return left.filtered(left.all().and(right.all()).and(right.rows()), Kind.FILTER);
  }

  private Traced beside(JsonNode operator) {
    Traced left = child(operator, 0);
    Traced right = child(operator, 1);
    return new Traced(left.columns(), left.rows().and(right.rows())).with(right.columns());
  }

  private Traced join(JsonNode operator) {
    Traced left = child(operator, 0);
    Traced right = child(operator, 1);
    Influences condition = condition(operator, left, right);
    List<Influences> lefts = left.only(operator.path("left_projection_map")).columns();
    List<Influences> rights = right.only(operator.path("right_projection_map")).columns();
    Traced joined = new Traced(lefts, left.rows().and(right.rows()).and(condition.as(Kind.JOIN)));
    return switch (operator.path("join_type").asText()) {
      case "SEMI", "ANTI" -> joined;
      case "RIGHT_SEMI", "RIGHT_ANTI" -> new Traced(rights, joined.rows());
      // Of a subquery in an expression: rows stay, what decided on it shows in its value.
      case "MARK" ->
          new Traced(lefts, left.rows())
              .with(
                  List.of(
                      condition
                          .then(Kind.TRANSFORMATION, false)
                          .and(right.rows().as(Kind.CONDITIONAL))));
      case "SINGLE" -> {
        Influences deciding = right.rows().and(condition.as(Kind.JOIN));
        yield new Traced(lefts, left.rows())
            .with(rights.stream().map(value -> value.and(deciding)).toList());
      }
      default -> joined.with(rights);
    };
  }

  private static Influences condition(JsonNode operator, Traced left, Traced right) {
    Traced both = left.with(right.columns());
    Influences sum = both.expressions().optional(operator.path("condition"));
    for (JsonNode condition : operator.path("conditions")) {
      sum =
          sum.and(left.expressions().optional(condition.path("left")))
              .and(right.expressions().optional(condition.path("right")));
    }
    return sum;
  }

  private Traced materialize(JsonNode operator) {
    common.put(operator.path("table_index").asInt(), child(operator, 0));
    return child(operator, 1);
  }

  /** Runs the second part again until it finds nothing new: influences only grow. */
  private Traced recur(JsonNode operator) {
    Traced found = child(operator, 0);
    for (Traced before = null; !found.equals(before); ) {
      before = found;
      common.put(operator.path("table_index").asInt(), found);
      found = found.or(child(operator, 1));
    }
    return found;
  }

  private Traced reference(JsonNode operator) {
    Traced found = common.get(operator.path("cte_index").asInt());
    if (found == null) {
      throw new UnknownPlanException("a reference to nothing");
    }
    return found;
  }
}
