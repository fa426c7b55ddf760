package io.lavra.table.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.table.lineage.Influence.Kind;
import java.util.List;
import java.util.Set;

/**
 * What expressions of DuckDB's plan are made from.
 *
 * @param input what they are over
 */
record ExpressionLineage(Traced input) {
  private static final Set<String> MASKING =
      Set.of(
          "md5",
          "md5_number",
          "sha1",
          "sha256",
          "hash",
          "count",
          "count_star",
          "approx_count_distinct");

  /** What is no part of the value: a lambda's body counts its own parameters. */
  private static final Set<String> APART = Set.of("function_data", "lambda_expr", "return_type");

  Influences of(JsonNode expression) {
    return switch (expression.path("expression_class").asText()) {
      case "BOUND_REF" -> input.column(expression.path("index").asInt());
      case "BOUND_COLUMN_REF" ->
          input.column(expression.path("binding").path("column_index").asInt());
      case "BOUND_CASE" -> choice(expression);
      case "BOUND_AGGREGATE" -> aggregate(expression);
      case "BOUND_WINDOW" -> window(expression);
      default -> nested(expression).then(Kind.TRANSFORMATION, isMasking(expression));
    };
  }

  /** The sum of all expressions in a list. */
  Influences all(JsonNode expressions) {
    Influences sum = Influences.NONE;
    for (JsonNode expression : expressions) {
      sum = sum.and(of(expression));
    }
    return sum;
  }

  /** What a list of orders looks at. */
  Influences orders(JsonNode orders) {
    Influences sum = Influences.NONE;
    for (JsonNode order : orders) {
      sum = sum.and(of(order.path("expression")));
    }
    return sum;
  }

  private Influences choice(JsonNode expression) {
    Influences sum = optional(expression.path("else_expr")).then(Kind.TRANSFORMATION, false);
    for (JsonNode check : expression.path("case_checks")) {
      sum =
          sum.and(of(check.path("when_expr")).as(Kind.CONDITIONAL))
              .and(of(check.path("then_expr")).then(Kind.TRANSFORMATION, false));
    }
    return sum;
  }

  private Influences aggregate(JsonNode expression) {
    return all(expression.path("children"))
        .then(Kind.AGGREGATION, isMasking(expression))
        .and(optional(expression.path("filter")).as(Kind.FILTER))
        .and(orders(expression.path("order_bys").path("orders")).as(Kind.SORT));
  }

  private Influences window(JsonNode expression) {
    boolean aggregates = expression.path("type").asText().equals("WINDOW_AGGREGATE");
    Influences values =
        all(expression.path("children")).and(optional(expression.path("default_expr")));
    Influences frame =
        all(expression.path("partitions"))
            .and(orders(expression.path("orders")))
            .and(orders(expression.path("arg_orders")))
            .and(optional(expression.path("start_expr")))
            .and(optional(expression.path("end_expr")))
            .and(optional(expression.path("offset_expr")));
    return values
        .then(aggregates ? Kind.AGGREGATION : Kind.TRANSFORMATION, isMasking(expression))
        .and(frame.as(Kind.WINDOW))
        .and(optional(expression.path("filters")).as(Kind.FILTER));
  }

  /** Of an expression that need not be there. */
  Influences optional(JsonNode expression) {
    return expression.isObject() ? of(expression) : Influences.NONE;
  }

  /** The expressions within, wherever this kind of expression keeps them. */
  private Influences nested(JsonNode node) {
    Influences sum = Influences.NONE;
    for (var field : node.properties()) {
      if (!APART.contains(field.getKey())) {
        for (JsonNode part :
            field.getValue().isArray() ? field.getValue() : List.of(field.getValue())) {
          sum = sum.and(part.has("expression_class") ? of(part) : nested(part));
        }
      }
    }
    return sum;
  }

  private static boolean isMasking(JsonNode expression) {
    JsonNode path = expression.path("qname").path("path");
    return MASKING.contains(path.path(path.size() - 1).asText());
  }
}
