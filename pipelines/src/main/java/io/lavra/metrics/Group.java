package io.lavra.metrics;

import io.prometheus.metrics.model.snapshots.Labels;

/**
 * What is told at once and replaced family by family: how the last run of a lake went, or what is
 * known of one of its tables. A run of a few tables so leaves alone what earlier ones told of
 * others, and two runs beside each other do not undo one another.
 *
 * @param table {@code layer.name}; empty for the lake
 */
record Group(String lake, String target, String table) {
  static Group of(String lake, String target) {
    return new Group(lake, target, "");
  }

  Group with(String table) {
    return new Group(lake, target, table);
  }

  boolean isSameLake(Group other) {
    return lake.equals(other.lake) && target.equals(other.target);
  }

  Labels labels() {
    Labels labels = Labels.of("lake", lake, "target", target);
    return table.isEmpty() ? labels : labels.merge(ofTable(table));
  }

  static Labels ofTable(String table) {
    return Labels.of("layer", table.substring(0, table.indexOf('.')), "table", table);
  }
}
