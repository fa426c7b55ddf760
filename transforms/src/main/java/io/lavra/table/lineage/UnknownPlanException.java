package io.lavra.table.lineage;

import io.lavra.table.TableException;

/** A part of DuckDB's plan whose columns cannot be followed. */
final class UnknownPlanException extends TableException {
  UnknownPlanException(String what) {
    super("The plan has something that lineage does not know: " + what);
  }
}
