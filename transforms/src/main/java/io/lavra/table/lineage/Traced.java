package io.lavra.table.lineage;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.table.lineage.Influence.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows that an operator of a plan gives.
 *
 * @param columns what each column is made from
 * @param rows what decides which rows there are
 */
record Traced(List<Influences> columns, Influences rows) {
  Traced {
    columns = List.copyOf(columns);
  }

  Influences column(int index) {
    if (index < 0 || index >= columns.size()) {
      throw new UnknownPlanException("column %s of %s".formatted(index, columns.size()));
    }
    return columns.get(index);
  }

  Traced filtered(Influences by, Kind kind) {
    return new Traced(columns, rows.and(by.as(kind)));
  }

  Traced with(List<Influences> more) {
    return new Traced(Stream.concat(columns.stream(), more.stream()).toList(), rows);
  }

  /** Only the columns of these indexes; all where none are named. */
  Traced only(JsonNode indexes) {
    return indexes.isEmpty() ? this : new Traced(at(indexes), rows);
  }

  List<Influences> at(JsonNode indexes) {
    List<Influences> chosen = new ArrayList<>();
    indexes.forEach(index -> chosen.add(column(index.asInt(-1))));
    return chosen;
  }

  /** Columns of one, or of the other. */
  Traced or(Traced other) {
    List<Influences> sums = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      sums.add(columns.get(i).and(other.column(i)));
    }
    return new Traced(sums, rows.and(other.rows));
  }

  Influences all() {
    return columns.stream().reduce(Influences.NONE, Influences::and);
  }

  ExpressionLineage expressions() {
    return new ExpressionLineage(this);
  }

  List<Influences> each(JsonNode expressions) {
    List<Influences> sums = new ArrayList<>();
    expressions.forEach(expression -> sums.add(expressions().of(expression)));
    return sums;
  }
}
