package io.lavra.quality.suggest;

import static io.lavra.table.duckdb.SqlText.identifier;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.quality.profile.Sample;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.SqlText;
import java.util.Optional;

/**
 * Divides rows into those that expectations are proposed on and those they are tried on. Held out
 * are, if the table has a time, its latest fifth, as what holds of rows drawn at random need not
 * hold of tomorrow's; and of the others every third in the order of their own hash. So their number
 * does not depend on the hash, and copies of a row are on both sides.
 */
final class HeldOut {
  private static final String IS_LATE = identifier("is late");
  private static final String IS_HELD = identifier("is held");

  private HeldOut() {}

  /** Makes the views {@code seen} and {@code held} of a relation. */
  static void divide(DuckDb duckDb, TableSchema schema, String relation) {
    duckDb.execute(
        """
        CREATE TEMP TABLE divided AS
          SELECT *, %1$s
            OR row_number() OVER (PARTITION BY %1$s ORDER BY %2$s) %% 3 = 0 AS %3$s
          FROM (SELECT *, %4$s AS %1$s FROM %5$s)
        """
            .formatted(
                IS_LATE,
                Sample.hash(schema),
                IS_HELD,
                time(duckDb, schema, relation).orElse("false"),
                relation));
    for (String name : new String[] {"seen", "held"}) {
      duckDb.execute(
          "CREATE TEMP VIEW %s AS SELECT %s FROM divided WHERE %s%s"
              .formatted(
                  name,
                  SqlText.identifiers(schema.names()),
                  name.equals("seen") ? "NOT " : "",
                  IS_HELD));
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
