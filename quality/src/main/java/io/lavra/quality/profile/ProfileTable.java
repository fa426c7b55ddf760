package io.lavra.quality.profile;

import io.lavra.lake.Column;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.duckdb.TableQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at a table: once to count over all rows, once to take a {@link Sample} for what costs more;
 * a table that is its own sample is read once. Candidate keys of greater tables are made sure of by
 * a reading each.
 */
public final class ProfileTable {
  private ProfileTable() {}

  /**
   * Profiles a version of a table.
   *
   * @param personal the columns declared to be personal: no value of theirs is in the outcome
   */
  public static TableProfile profile(Shard table, Set<String> personal, EngineSettings settings)
      throws IOException {
    return new TableQuery(Map.of(table.table(), table), settings)
        .ask(
            duckDb -> {
              Sample.create(duckDb, table, "sample");
              boolean isAll = table.rows() <= Sample.MOST;
              String all = isAll ? "sample" : SqlText.tableName(table.table());
              return profile(duckDb, table, "sample", all, personal);
            });
  }

  /** The same of relations that are there: some rows of a table, and all. */
  public static TableProfile profile(
      DuckDb duckDb, Shard table, String sample, String all, Set<String> personal) {
    List<Column> columns = table.schema().columns();
    Totals totals = Totals.of(duckDb, columns, all);
    long sampled = duckDb.number("SELECT count(*) FROM " + sample);
    List<ColumnProfile> profiles = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      boolean declared = personal.contains(column.name());
      profiles.add(
          new ProfileColumn(duckDb, sample, column, sample.equals(all))
              .profile(totals, i, declared));
    }
    List<List<String>> keys = new CandidateKeys(duckDb, sample, all).find(profiles, totals.rows());
    profiles.replaceAll(column -> keys.contains(List.of(column.name())) ? column.asKey() : column);
    return new TableProfile(table.table(), totals.rows(), sampled, profiles, keys);
  }
}
