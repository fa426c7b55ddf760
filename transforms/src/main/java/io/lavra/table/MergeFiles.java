package io.lavra.table;

import static io.lavra.table.SqlText.identifier;
import static io.lavra.table.SqlText.identifiers;

import io.lavra.lake.DataFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Merges the temporary table {@code incoming}, one row per key, into a table: only the files that
 * hold one of its keys are written anew. A row already there stays when its ordering column says
 * that it is the newer one; equal rows give way to what arrived later.
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
    duckDb.execute("CREATE VIEW base AS " + Relation.select(merge.base(), duckDb.scratch(), true));
    String sameKey =
        merge.key().stream()
            .map(key -> "b." + identifier(key) + " IS NOT DISTINCT FROM i." + identifier(key))
            .collect(Collectors.joining(" AND "));
    duckDb.execute(
        "CREATE TEMP TABLE matched AS SELECT b.* FROM base b SEMI JOIN incoming i ON " + sameKey);
    String staysBase = order == null || order.by() == null ? "false" : baseIsNewer(order);
    duckDb.execute(
        "CREATE TEMP TABLE losers AS SELECT i.* FROM incoming i JOIN matched b ON %s WHERE %s"
            .formatted(sameKey, staysBase));
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

  private static String baseIsNewer(Deduplicate order) {
    String by = identifier(java.util.Objects.requireNonNull(order.by()));
    return "coalesce(b.%1$s %2$s i.%1$s, i.%1$s IS NULL AND b.%1$s IS NOT NULL)"
        .formatted(by, order.latest() ? ">" : "<");
  }
}
