package io.lavra.quality.docs;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of a table.
 *
 * @param name {@code layer.name}
 * @param kind what it is made by, in a word: files, conform, sql, …
 * @param file where it is declared, relative to the lake folder
 * @param making how it is made and written, as pairs for a list of facts
 * @param sql the statement that makes it, where one does
 * @param reads the tables it is made from
 * @param rowOrigins the columns that decide which rows it has
 * @param published what readers see; empty where nothing is published yet
 * @param runs what runs made of it, oldest first; those that left it as it was are left out
 * @param checks its expectations in the order of its file, as last judged
 * @param kept rows kept back, by reason, most first
 * @param series its metrics, run by run
 * @param versions newest first
 */
public record TableDocs(
    String name,
    String kind,
    String description,
    String file,
    List<Fact> making,
    Optional<String> sql,
    List<String> reads,
    List<ColumnDocs> columns,
    List<Origin> rowOrigins,
    Optional<Published> published,
    List<LastRun> runs,
    List<CheckDocs> checks,
    List<Kept> kept,
    List<Series> series,
    List<Version> versions) {
  private static final int RECENT = 8;

  /** A word and what it stands for. */
  public record Fact(String name, String value) {}

  /** The version that readers see. */
  public record Published(long version, Instant at, long rows, long bytes, int files) {}

  /**
   * A run's outcome for the table.
   *
   * @param status published, unchanged, blocked, failed or skipped
   * @param read rows read = published + quarantined + deduplicated + filtered
   */
  public record LastRun(
      String id,
      Instant at,
      String status,
      String reason,
      long read,
      long published,
      long quarantined,
      long deduplicated,
      long filtered,
      double seconds) {
    /** The outcome as a table's state. */
    Verdict verdict() {
      return switch (status) {
        case "published" -> Verdict.PASS;
        case "blocked" -> Verdict.BLOCKED;
        case "failed" -> Verdict.FAILED;
        case "skipped" -> Verdict.SKIPPED;
        default -> Verdict.NEW;
      };
    }

    /** The same for another reason. */
    public LastRun because(String other) {
      return new LastRun(
          id, at, status, other, read, published, quarantined, deduplicated, filtered, seconds);
    }
  }

  /** Rows kept back for one reason, with a few of them. */
  public record Kept(String reason, long rows, List<Example> examples) {
    public Kept {
      examples = List.copyOf(examples);
    }
  }

  /**
   * A version.
   *
   * @param run empty where another tool wrote it
   * @param gate what the gate said, such as {@code 8 of 8}; empty where it said nothing
   */
  public record Version(
      long version, Instant at, String operation, String run, long rowsAdded, String gate) {}

  public TableDocs {
    making = List.copyOf(making);
    reads = List.copyOf(reads);
    columns = List.copyOf(columns);
    rowOrigins = List.copyOf(rowOrigins);
    runs = List.copyOf(runs);
    checks = List.copyOf(checks);
    kept = List.copyOf(kept);
    series = List.copyOf(series);
    versions = List.copyOf(versions);
  }

  public String layer() {
    return name.substring(0, Math.max(0, name.indexOf('.')));
  }

  /** The name without its layer. */
  public String shortName() {
    return name.substring(name.indexOf('.') + 1);
  }

  /** The metrics worth a chart: the first ones, and those that changed. */
  List<Series> charted() {
    return series.stream().filter(s -> series.indexOf(s) < 3 || !s.isSteady()).toList();
  }

  /** The other metrics. */
  List<Series> steady() {
    return series.stream().filter(s -> !charted().contains(s)).toList();
  }

  public Optional<LastRun> lastRun() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
  }

  /** The latest runs, oldest first. */
  List<LastRun> recent() {
    return runs.subList(Math.max(0, runs.size() - RECENT), runs.size());
  }

  /**
   * The runs since which it is not published any more, or not yet; empty where the last run did.
   */
  List<LastRun> streak() {
    int from = runs.size();
    while (from > 0 && runs.get(from - 1).verdict().isHeldBack()) {
      from--;
    }
    return runs.subList(from, runs.size());
  }

  /** The checks, those that do not hold first. */
  List<CheckDocs> failuresFirst() {
    return checks.stream()
        .sorted(Comparator.comparing(check -> check.outcome() != CheckDocs.Outcome.FAIL))
        .toList();
  }

  public long passed() {
    return checks.stream().filter(check -> check.outcome() == CheckDocs.Outcome.PASS).count();
  }

  public long keptRows() {
    return kept.stream().mapToLong(Kept::rows).sum();
  }

  public Verdict verdict() {
    return Verdict.of(this);
  }

  /** What is wrong with it, in a line; empty where nothing is. */
  String trouble() {
    if (!verdict().needsAttention()) {
      return "";
    }
    String reason = lastRun().map(LastRun::reason).orElse("");
    return verdict() == Verdict.WARN || reason.isEmpty()
        ? checks.stream()
            .filter(check -> check.outcome() == CheckDocs.Outcome.FAIL)
            .map(CheckDocs::message)
            .collect(Collectors.joining("; "))
        : reason;
  }

  /** Where a column is described on the table's page: {@code #c3}; empty where it is not known. */
  String anchor(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(column)) {
        return "#c" + (i + 1);
      }
    }
    return "";
  }

  Optional<Instant> lastChange() {
    return Stream.concat(published.stream().map(Published::at), lastRun().stream().map(LastRun::at))
        .max(Comparator.naturalOrder());
  }
}
