package io.lavra.quality.suggest;

import static io.lavra.table.SqlText.identifier;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.quality.profile.Sample;
import io.lavra.table.DuckDb;
import java.util.Optional;

/**
 * Divides rows into those that expectations are proposed on and those they are tried on. Held out
 * is a third of the rows by their own hash and, where the table has a time, the latest fifth: what
 * holds of rows drawn at random need not hold of tomorrow's.
 */
final class HeldOut {
  private HeldOut() {}

  /** Makes the views {@code seen} and {@code held} of a relation. */
  static void divide(DuckDb duckDb, TableSchema schema, String relation) {
    String third = "(%s >> 32) %% 3 = 0".formatted(Sample.hash(schema));
    String isHeld = third + time(duckDb, schema, relation).map(sql -> " OR " + sql).orElse("");
    for (String name : new String[] {"seen", "held"}) {
      duckDb.execute(
          "CREATE TEMP VIEW %s AS SELECT * FROM %s WHERE %s(%s)"
              .formatted(name, relation, name.equals("seen") ? "NOT " : "", isHeld));
    }
  }

  /** SQL that is true of the latest fifth, by the first time that every row has. */
  private static Optional<String> time(DuckDb duckDb, TableSchema schema, String relation) {
    for (Column column : schema.columns()) {
      ColumnType type = column.type();
      boolean isTime = type.equals(ColumnType.DATE) || type.equals(ColumnType.TIMESTAMP);
      String name = identifier(column.name());
      if (isTime
          && !column.name().startsWith("_")
          && duckDb.number("SELECT count(*) - count(%s) FROM %s".formatted(name, relation)) == 0) {
        return Optional.of(
            "%1$s > (SELECT quantile_disc(%1$s, 0.8) FROM %2$s)".formatted(name, relation));
      }
    }
    return Optional.empty();
  }
}
