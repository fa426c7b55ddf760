package io.lavra.quality.suggest;

import static io.lavra.quality.suggest.Proposal.arguments;

import io.lavra.quality.profile.ColumnProfile;
import io.lavra.quality.profile.TableProfile;
import io.lavra.table.duckdb.DuckDb;
import java.util.ArrayList;
import java.util.List;

/** What the rows that were looked at might say of all rows. */
final class ColumnProposals {
  /** Fewer rows say nothing. */
  static final long LEAST_ROWS = 30;

  /** Below this a column is rather empty than incomplete. */
  private static final double COMPLETE_ENOUGH = 0.5;

  private final DuckDb duckDb;
  private final String relation;

  ColumnProposals(DuckDb duckDb, String relation) {
    this.duckDb = duckDb;
    this.relation = relation;
  }

  /**
   * Proposals column by column, then keys.
   *
   * @param profile of the relation's rows, all of them
   */
  List<Proposal> of(TableProfile profile) {
    List<Proposal> proposals = new ArrayList<>();
    if (profile.rows() < LEAST_ROWS) {
      return proposals;
    }
    for (ColumnProfile column : profile.columns()) {
      proposals.addAll(completeness(column));
      if (column.personal().isEmpty()) {
        proposals.addAll(RangeProposals.of(column));
      }
      proposals.addAll(TextProposals.of(column, duckDb, relation));
    }
    proposals.addAll(keys(profile));
    return proposals;
  }

  private static List<Proposal> completeness(ColumnProfile column) {
    String name = "expect_column_values_to_not_be_null";
    String evidence = "%s of %s rows have a value".formatted(column.present(), column.rows());
    if (column.present() == column.rows()) {
      return List.of(Proposal.of(name, arguments("column", column.name()), evidence));
    }
    double mostly = Shares.lowerBound(column.completeness(), column.rows());
    return mostly < COMPLETE_ENOUGH
        ? List.of()
        : List.of(
            Proposal.of(name, arguments("column", column.name(), "mostly", mostly), evidence));
  }

  /** Two columns together only where no column alone is a key. */
  private static List<Proposal> keys(TableProfile profile) {
    String evidence = "%s rows, all different".formatted(profile.rows());
    boolean hasSingle = profile.keys().stream().anyMatch(key -> key.size() == 1);
    List<Proposal> proposals = new ArrayList<>();
    for (List<String> key : profile.keys()) {
      if (key.size() == 1) {
        proposals.add(
            Proposal.of(
                "expect_column_values_to_be_unique", arguments("column", key.get(0)), evidence));
      } else if (!hasSingle) {
        proposals.add(
            Proposal.of(
                "expect_compound_columns_to_be_unique", arguments("column_list", key), evidence));
      }
    }
    return proposals;
  }
}
