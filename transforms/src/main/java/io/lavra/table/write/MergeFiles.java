package io.lavra.table.write;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.identifiers;

import io.lavra.lake.DataFile;
import io.lavra.table.Destination;
import io.lavra.table.Merge;
import io.lavra.table.TableException;
import io.lavra.table.conform.Deduplicate;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.ParquetOutput;
import io.lavra.table.duckdb.Relation;
import io.lavra.table.duckdb.SqlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Merges the temporary table {@code incoming}, one row per key, into a table: only the files that
 * hold one of its keys are written anew. A row already there stays when its ordering column says
 * that it is the one to keep; of equal rows the later one stays, or the earlier where the earliest
 * is to be kept.
 */
final class MergeFiles {
  private final DuckDb duckDb;
  private final ParquetOutput output;
  private final Merge merge;
  private final Destination to;
  private final @Nullable Deduplicate order;

  MergeFiles(
      DuckDb duckDb,
      ParquetOutput output,
      Merge merge,
      Destination to,
      @Nullable Deduplicate order) {
    this.duckDb = duckDb;
    this.output = output;
    this.merge = merge;
    this.to = to;
    this.order = order;
  }

  ConformFiles.Merged run() throws IOException {
    duckDb.execute("CREATE VIEW base AS " + Relation.select(merge.base(), duckDb, true));
    String sameKey =
        merge.key().stream()
            .map(key -> "b." + identifier(key) + " IS NOT DISTINCT FROM i." + identifier(key))
            .collect(Collectors.joining(" AND "));
    requireOneRowPerKey();
    duckDb.execute(
        "CREATE TEMP TABLE matched AS SELECT b.* FROM base b SEMI JOIN incoming i ON " + sameKey);
    duckDb.execute(
        "CREATE TEMP TABLE losers AS SELECT DISTINCT i.* FROM incoming i JOIN matched b ON %s WHERE %s"
            .formatted(sameKey, baseStays()));
    duckDb.execute(
        "CREATE TEMP TABLE winners AS SELECT * FROM incoming i ANTI JOIN losers b ON " + sameKey);
    long superseded = duckDb.number("SELECT count(*) FROM losers");
    long published = duckDb.number("SELECT count(*) FROM winners");
    List<String> touched = touchedFiles(sameKey);
    String columns = identifiers(to.schema().names());
    String kept =
        touched.isEmpty()
            ? ""
            : " UNION ALL SELECT %s FROM base b ANTI JOIN winners i ON %s WHERE b._file IN (%s)"
                .formatted(
                    columns,
                    sameKey,
                    touched.stream().map(SqlText::literal).collect(Collectors.joining(", ")));
    List<DataFile> files = output.write("SELECT " + columns + " FROM winners" + kept, to);
    return new ConformFiles.Merged(files, touched, published, superseded);
  }

  private List<String> touchedFiles(String sameKey) {
    List<String> touched = new ArrayList<>();
    duckDb.forEach(
        "SELECT DISTINCT b._file FROM matched b SEMI JOIN winners i ON %s ORDER BY 1"
            .formatted(sameKey),
        row -> touched.add(String.valueOf(row.get(0))));
    return touched;
  }

  /** A statement may give a key twice; which of the rows were to stay would be chance. */
  private void requireOneRowPerKey() {
    List<List<@Nullable Object>> twice =
        duckDb.rows(
            "SELECT %1$s, count(*) FROM incoming GROUP BY ALL HAVING count(*) > 1 ORDER BY ALL LIMIT 1"
                .formatted(identifiers(merge.key())));
    if (!twice.isEmpty()) {
      List<@Nullable Object> row = twice.get(0);
      throw new TableException(
          "%s: %s rows have the key (%s) = %s, and a merge needs one. Choose one in the statement, or deduplicate by this key."
              .formatted(
                  to.table(),
                  row.get(row.size() - 1),
                  String.join(", ", merge.key()),
                  row.subList(0, row.size() - 1)));
    }
  }

  /** As deduplicating all rows at once would have it: of equal rows the later, or the earlier. */
  private String baseStays() {
    if (order == null || order.by() == null) {
      return order == null || order.latest() ? "false" : "true";
    }
    return "coalesce(b.%1$s %2$s i.%1$s, i.%1$s IS NULL AND %3$s)"
        .formatted(
            identifier(order.by()),
            order.latest() ? ">" : "<=",
            order.latest() ? "b." + identifier(order.by()) + " IS NOT NULL" : "true");
  }
}
