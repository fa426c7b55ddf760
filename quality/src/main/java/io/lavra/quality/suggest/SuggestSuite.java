package io.lavra.quality.suggest;

import static io.lavra.quality.suggest.Proposal.arguments;

import io.lavra.quality.CheckResult;
import io.lavra.quality.profile.ColumnProfile;
import io.lavra.quality.profile.ProfileTable;
import io.lavra.quality.profile.Sample;
import io.lavra.quality.profile.TableProfile;
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
import java.util.stream.IntStream;

/**
 * Proposes expectations on some rows of a table, and keeps those that hold with a margin on rows
 * held out, and on all rows.
 */
public final class SuggestSuite {
  private final DuckDb duckDb;
  private final Shard table;
  private final Set<String> personal;
  private final Trial trial;

  private SuggestSuite(DuckDb duckDb, Shard table, Set<String> personal) {
    this.duckDb = duckDb;
    this.table = table;
    this.personal = personal;
    this.trial = new Trial(duckDb, table.schema());
  }

  /**
   * Suggests a suite for a version of a table.
   *
   * @param personal the columns declared to be personal: no value of theirs is in the outcome
   */
  public static Suggestions suggest(Shard table, Set<String> personal, EngineSettings settings)
      throws IOException {
    return new TableQuery(Map.of(table.table(), table), settings)
        .ask(duckDb -> suggest(duckDb, table, personal));
  }

  /** The same in a database that has the table as a view. */
  static Suggestions suggest(DuckDb duckDb, Shard table, Set<String> personal) {
    return new SuggestSuite(duckDb, table, personal).suggest();
  }

  private Suggestions suggest() {
    Sample.create(duckDb, table, "sample");
    HeldOut.divide(duckDb, table.schema(), "sample");
    TableProfile profile = ProfileTable.profile(duckDb, table, "seen", "seen", personal);
    long held = duckDb.number("SELECT count(*) FROM held");
    List<Proposal> proposals = new ColumnProposals(duckDb, "seen").of(profile);
    List<Suggestion> kept = kept(proposals);
    int dropped = proposals.size() - kept.size();
    if (!proposals.isEmpty()) {
      kept.add(0, rows());
    }
    return new Suggestions(
        table.table(), profile.rows(), held, dropped, kept, remarks(profile, proposals));
  }

  private List<Suggestion> kept(List<Proposal> proposals) {
    List<CheckResult> held = trial.judge(proposals.stream().map(Proposal::strict).toList(), "held");
    List<Integer> open =
        IntStream.range(0, proposals.size()).filter(i -> held.get(i).passed()).boxed().toList();
    List<CheckResult> all =
        trial.judge(
            open.stream().map(i -> proposals.get(i).written()).toList(),
            SqlText.tableName(table.table()));
    List<Suggestion> kept = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      Proposal proposal = proposals.get(open.get(i));
      if (all.get(i).passed()) {
        kept.add(
            new Suggestion(
                proposal.name(),
                proposal.arguments(),
                proposal.evidence(),
                held.get(open.get(i)).observed()));
      }
    }
    return kept;
  }

  /** Half of the rows there are. */
  private Suggestion rows() {
    return new Suggestion(
        "expect_table_row_count_to_be_between",
        arguments("min_value", table.rows() / 2),
        "%s rows now".formatted(table.rows()),
        "");
  }

  private static List<String> remarks(TableProfile profile, List<Proposal> proposals) {
    List<String> remarks = new ArrayList<>();
    if (proposals.isEmpty()) {
      remarks.add(
          "too few rows to suggest anything from %s of them and try it on the others; it takes %s"
              .formatted(profile.rows(), ColumnProposals.LEAST_ROWS));
    }
    for (ColumnProfile column : profile.columns()) {
      column
          .inferred()
          .filter(type -> type.isCertain())
          .ifPresent(
              type ->
                  remarks.add(
                      "column %s holds texts that all cast to type: \"%s\"%s"
                          .formatted(
                              Yaml.text(column.name()),
                              type.type(),
                              type.how().isEmpty() ? "" : ", " + type.how())));
      column
          .personal()
          .filter(kind -> !kind.equals("declared"))
          .ifPresent(
              kind ->
                  remarks.add(
                      "column %s looks personal (%s): consider pii: true"
                          .formatted(Yaml.text(column.name()), kind)));
    }
    return remarks;
  }
}
