package io.lavra.quality;

import io.lavra.lake.TableSchema;
import io.lavra.quality.expectation.Catalogue;
import io.lavra.quality.expectation.ColumnTest;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.quality.expectation.Imported;
import io.lavra.quality.expectation.Measured;
import io.lavra.quality.expectation.Severity;
import io.lavra.quality.expectation.Shorthand;
import io.lavra.quality.expectation.Statement;
import io.lavra.quality.expectation.Vacuous;
import io.lavra.quality.gate.Gate;
import io.lavra.quality.gate.Judgement;
import io.lavra.table.conform.RowRule;
import io.lavra.table.duckdb.SqlException;
import io.lavra.table.measure.Measure;
import io.lavra.words.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * All expectations of a table: what has to be measured over its staged rows, and what the
 * measurements say.
 */
public final class Suite {
  private record Entry(Expectation expectation, Statement statement) {}

  private static final List<String> COLUMNS =
      List.of("column", "column_A", "column_B", "column_list");

  private final List<Entry> entries;

  private Suite(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * Reads the expectations of a table file and, after them, the tests of its columns.
   *
   * @throws IllegalExpectationException where one is unknown, lacks or mistypes an argument, or
   *     would quarantine without speaking of single rows
   */
  public static Suite of(List<Expectation> expectations, List<ColumnTest> tests) {
    return new Suite(
        expectations(expectations, tests).stream()
            .map(expectation -> new Entry(expectation, Catalogue.read(expectation)))
            .toList());
  }

  /** The same as a list: tests of columns as the expectations they stand for. */
  public static List<Expectation> expectations(
      List<Expectation> expectations, List<ColumnTest> tests) {
    return Stream.concat(expectations.stream(), tests.stream().map(Shorthand::expand)).toList();
  }

  /**
   * The same for a table that has columns under other names than they are written with.
   *
   * @param names a column's name in the table, from the one that is written
   */
  public Suite naming(UnaryOperator<String> names) {
    return new Suite(
        entries.stream()
            .map(entry -> named(entry.expectation(), names))
            .map(expectation -> new Entry(expectation, Catalogue.read(expectation)))
            .toList());
  }

  private static Expectation named(Expectation expectation, UnaryOperator<String> names) {
    if (expectation.name().startsWith("expect_table_")) {
      return expectation;
    }
    Map<String, Object> arguments = new LinkedHashMap<>(expectation.arguments());
    for (String key : COLUMNS) {
      arguments.computeIfPresent(
          key,
          (k, written) ->
              written instanceof List<?> list
                  ? list.stream().map(name -> names.apply(String.valueOf(name))).toList()
                  : names.apply(String.valueOf(written)));
    }
    return new Expectation(
        expectation.name(), arguments, expectation.severity(), expectation.place());
  }

  /** These expectations alone; none at all is a gate that is always open. */
  public static Suite of(Expectation... expectations) {
    return of(List.of(expectations), List.of());
  }

  /**
   * Checks that every column spoken of exists and can be compared with the values given. What
   * {@link #measures} gives is safe to run only after this.
   *
   * @throws IllegalExpectationException naming the nearest column, or what to write instead
   */
  public void checkColumns(TableSchema schema) {
    for (Entry entry : entries) {
      entry.statement().uses().forEach(use -> use.check(entry.expectation(), schema));
      for (Object value : entry.expectation().arguments().values()) {
        if (value instanceof Imported imported) {
          imported.uses().forEach(use -> use.check(entry.expectation(), schema));
        }
      }
    }
  }

  /**
   * What holds whatever the rows are, as {@code file:line: what is written}: expectations of an
   * imported suite that expect nothing.
   */
  public List<String> vacuous() {
    return entries.stream()
        .map(Entry::expectation)
        .filter(each -> each.arguments().get(Vacuous.KEY) instanceof Vacuous)
        .map(
            each ->
                "%s: %s expects nothing: %s"
                    .formatted(each.place(), each.name(), each.arguments().get(Vacuous.KEY)))
        .toList();
  }

  /**
   * Checks that every table spoken of is one of these.
   *
   * @throws IllegalExpectationException naming the nearest one
   */
  public void checkTables(Set<String> known) {
    for (Entry entry : entries) {
      for (String table : entry.statement().tablesRead()) {
        if (!known.contains(table)) {
          throw new IllegalExpectationException(
              entry.expectation().place(),
              "There is no table \"%s\". %s".formatted(table, Nearest.remedy(table, known)));
        }
      }
    }
  }

  /**
   * Binds all that is measured to the columns that there will be, at once; one expectation after
   * the other only where that fails.
   *
   * @param bind throws {@link SqlException} for measures that cannot be evaluated
   * @return what is wrong, an expectation each
   */
  public List<IllegalExpectationException> check(TableSchema schema, Consumer<List<Measure>> bind) {
    try {
      bind.accept(measures());
      return List.of();
    } catch (SqlException any) {
      List<IllegalExpectationException> wrong = new ArrayList<>();
      for (Entry entry : entries) {
        try {
          bind.accept(entry.statement().measures());
        } catch (SqlException e) {
          wrong.add(new IllegalExpectationException(entry.expectation().place(), words(e, schema)));
        }
      }
      return wrong;
    }
  }

  /** What is wrong with SQL over a table's columns, and what to do. */
  public static String words(SqlException e, TableSchema schema) {
    return e.missingColumn()
        .map(
            column ->
                "There is no column \"%s\". %s"
                    .formatted(column, Nearest.remedy(column, schema.names())))
        .orElseGet(
            () -> {
              String message = String.valueOf(e.getMessage()).replaceFirst("[.! ]+$", "");
              String sentence =
                  message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
              return sentence + ". Correct the SQL.";
            });
  }

  /** What {@link #judge} needs, each measurement once, in a fixed order under fixed names. */
  public List<Measure> measures() {
    Map<String, Measure> byName = new LinkedHashMap<>();
    for (Entry entry : entries) {
      entry.statement().measures().forEach(measure -> byName.put(measure.name(), measure));
    }
    return List.copyOf(byName.values());
  }

  /** What every row must meet to be published: the expectations of severity quarantine. */
  public List<RowRule> rowRules() {
    List<RowRule> rules = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.expectation().severity() == Severity.QUARANTINE) {
        String predicate = entry.statement().rowPredicate().orElseThrow();
        rules.add(new RowRule(reason(entry), predicate));
      }
    }
    return rules;
  }

  /**
   * SQL that is true of rows as the expectation at this position wants them, where it speaks of
   * single rows.
   */
  public Optional<String> rowPredicate(int position) {
    return entries.get(position).statement().rowPredicate();
  }

  private static String reason(Entry entry) {
    List<String> columns = entry.statement().uses().stream().map(use -> use.column()).toList();
    return entry
        .statement()
        .label()
        .orElse(entry.expectation().name() + "(" + String.join(", ", columns) + ")");
  }

  /** Whether {@link #judge} wants to know what earlier runs measured. */
  public boolean looksBack() {
    return entries.stream()
        .anyMatch(entry -> Set.of("dqdl", "anomaly").contains(entry.expectation().name()));
  }

  /** The tables, as {@code layer.name}, that measures of kind QUERY read beside {@code staged}. */
  public Set<String> tablesRead() {
    Set<String> tables = new TreeSet<>();
    entries.forEach(entry -> tables.addAll(entry.statement().tablesRead()));
    return tables;
  }

  /**
   * Lets Deequ judge the measurements.
   *
   * @param measured the SQL values as text, by the measure's name; a missing key or a null value is
   *     SQL's NULL
   */
  public Verdict judge(Map<String, String> measured) {
    return judge(measured, Circumstances.NONE);
  }

  /** The same, knowing when the run is and what the runs before it measured. */
  public Verdict judge(Map<String, String> measured, Circumstances circumstances) {
    Measured values = circumstances.measured(measured);
    List<Judgement> judgements =
        entries.stream().map(entry -> entry.statement().judge(values)).toList();
    List<Boolean> passes = Gate.passes(judgements);
    List<CheckResult> results = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      results.add(result(entries.get(i), judgements.get(i), passes.get(i)));
    }
    return new Verdict(results);
  }

  private static CheckResult result(Entry entry, Judgement judgement, boolean passed) {
    return new CheckResult(
        entry.statement().label().orElse(entry.expectation().name()),
        entry.statement().column(),
        entry.expectation().severity(),
        passed,
        judgement.observed(),
        passed ? "" : judgement.complaint());
  }
}
