package io.lavra.quality.profile;

import io.lavra.lake.ColumnType;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.SqlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Columns, alone or by twos, that tell every row apart. Each find is made sure of on all rows. */
final class CandidateKeys {
  private static final Set<ColumnType> NO_KEYS =
      Set.of(ColumnType.DOUBLE, ColumnType.FLOAT, ColumnType.BOOLEAN, ColumnType.BINARY);

  /** How far an estimate of different values may be off. */
  private static final double NEARLY = 0.9;

  private static final int LIKELY = 6;

  private final DuckDb duckDb;
  private final String sample;
  private final String all;

  CandidateKeys(DuckDb duckDb, String sample, String all) {
    this.duckDb = duckDb;
    this.sample = sample;
    this.all = all;
  }

  List<List<String>> find(List<ColumnProfile> columns, long rows) {
    List<List<String>> keys = new ArrayList<>();
    List<ColumnProfile> others = new ArrayList<>();
    for (ColumnProfile column : columns) {
      if (mayBePart(column) && rows > 0) {
        boolean isKey = column.distinct() >= NEARLY * rows && isUnique(List.of(column.name()));
        if (isKey) {
          keys.add(List.of(column.name()));
        } else {
          others.add(column);
        }
      }
    }
    others.sort(Comparator.comparing(ColumnProfile::distinct).reversed());
    List<ColumnProfile> likely = others.subList(0, Math.min(LIKELY, others.size()));
    for (ColumnProfile one : likely) {
      for (ColumnProfile other : likely.subList(likely.indexOf(one) + 1, likely.size())) {
        List<String> pair = List.of(one.name(), other.name());
        if ((double) one.distinct() * other.distinct() >= NEARLY * rows && isUnique(pair)) {
          keys.add(pair);
        }
      }
    }
    return keys;
  }

  private static boolean mayBePart(ColumnProfile column) {
    return column.present() == column.rows()
        && !column.type().isArray()
        && !NO_KEYS.contains(column.type())
        && !column.name().startsWith("_");
  }

  private boolean isUnique(List<String> columns) {
    return isUnique(columns, sample) && (sample.equals(all) || isUnique(columns, all));
  }

  private boolean isUnique(List<String> columns, String relation) {
    String names = SqlText.identifiers(columns);
    return duckDb.number(
            "SELECT count(*) FROM (SELECT 1 FROM %s GROUP BY %s HAVING count(*) > 1 LIMIT 1)"
                .formatted(relation, names))
        == 0;
  }
}
