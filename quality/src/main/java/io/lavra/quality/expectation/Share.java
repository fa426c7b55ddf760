package io.lavra.quality.expectation;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.metrics.Metric;
import io.lavra.quality.gate.Judgement;
import io.lavra.table.measure.Measure;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;

/**
 * At least a share of the things considered is as expected. Where there is nothing to consider it
 * holds, as in Great Expectations.
 *
 * @param subject what it speaks of, for people
 * @param things what is counted, for people: values, rows
 * @param considered counts the things
 * @param unexpected counts those that are not as expected
 * @param fault what those are, for people: "null", "outside 0 … 10"
 * @param mostly the least share of expected ones, 0 to 1
 * @param analyzer Deequ's name of the share
 */
record Share(
    Optional<String> column,
    String subject,
    String things,
    Measure considered,
    Measure unexpected,
    String fault,
    double mostly,
    Supplier<Analyzer<?, Metric<?>>> analyzer,
    List<ColumnUse> uses,
    Optional<String> rowPredicate,
    Set<String> tablesRead)
    implements Numeric {
  /** The same, filed by Deequ under another name. */
  Share filedAs(Supplier<Analyzer<?, Metric<?>>> name) {
    return new Share(
        column,
        subject,
        things,
        considered,
        unexpected,
        fault,
        mostly,
        name,
        uses,
        rowPredicate,
        tablesRead);
  }

  /** The same, with another way to count what is not as expected. */
  Share counting(Measure unexpectedOnes) {
    return new Share(
        column,
        subject,
        things,
        considered,
        unexpectedOnes,
        fault,
        mostly,
        analyzer,
        uses,
        rowPredicate,
        tablesRead);
  }

  /** The share that is as expected. */
  @Override
  public OptionalDouble number(Measured measured) {
    OptionalDouble all = measured.number(considered);
    OptionalDouble faulty = measured.number(unexpected);
    return all.isEmpty() || faulty.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(share(all.getAsDouble(), faulty.getAsDouble()));
  }

  @Override
  public Numeric requiring(Requirement requirement) {
    return requiring("share of " + things + " of " + subject + " not " + fault, requirement);
  }

  /**
   * The same number against another requirement.
   *
   * @param words what the number is, for people
   */
  Numeric requiring(String words, Requirement requirement) {
    return new Computed(
        column, words, measures(), this::number, requirement, analyzer, uses, tablesRead);
  }

  @Override
  public List<Measure> measures() {
    return List.of(considered, unexpected);
  }

  @Override
  public Judgement judge(Measured measured) {
    OptionalDouble all = measured.number(considered);
    OptionalDouble faulty = measured.number(unexpected);
    if (all.isEmpty() || faulty.isEmpty()) {
      return judgement(OptionalDouble.empty(), "", subject + " could not be measured");
    }
    double of = all.getAsDouble();
    double wrong = faulty.getAsDouble();
    String observed = observed(wrong, of);
    return judgement(
        OptionalDouble.of(share(of, wrong)),
        observed + " " + fault,
        "%s: %s %s %s, expected %s"
            .formatted(subject, observed, wrong == 1 ? "is" : "are", fault, expected()));
  }

  /** Not 1 - wrong / of, which of 8 in 10 is a little less than 0.2. */
  private static double share(double of, double wrong) {
    return of == 0 ? 1 : (of - wrong) / of;
  }

  private Judgement judgement(OptionalDouble share, String observed, String complaint) {
    return new Judgement(analyzer.get(), share, actual -> actual >= mostly, observed, complaint);
  }

  private String observed(double wrong, double of) {
    String counts = "%s of %s %s".formatted(Words.count(wrong), Words.count(of), things);
    return wrong == 0 ? counts : counts + " (%s)".formatted(Words.percent(wrong / of));
  }

  private String expected() {
    return mostly == 1 ? "none" : "at most " + Words.rest(mostly);
  }
}
