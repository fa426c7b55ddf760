package io.lavra.site;

import io.lavra.lake.Column;
import io.lavra.lake.delta.TableVersion;
import io.lavra.project.Table;
import io.lavra.quality.Suite;
import io.lavra.quality.docs.CheckDocs;
import io.lavra.quality.docs.CheckDocs.Outcome;
import io.lavra.quality.docs.Example;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.Severity;
import io.lavra.quality.expectation.Shorthand;
import io.lavra.site.Records.Audited;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.TableException;
import io.lavra.table.duckdb.DuckDb;
import io.lavra.table.duckdb.SqlText;
import io.lavra.table.duckdb.TableQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table's expectations as written, with the verdicts of the last run that judged them. */
record CheckFacts(
    Table table,
    Suite suite,
    PersonalColumns personal,
    Optional<TableVersion> version,
    EngineSettings engine) {
  private static final Logger LOG = LoggerFactory.getLogger(CheckFacts.class);
  private static final int EXAMPLES = 3;
  private static final List<String> FIRST =
      List.of("column_A", "column_B", "column_list", "min_value", "to", "field");
  private static final List<String> LAST = List.of("or_equal", "ties_okay", "mostly");

  List<CheckDocs> of(List<Audited> audit) throws IOException {
    List<Expectation> written =
        Stream.concat(table.expectations().stream(), table.tests().stream().map(Shorthand::expand))
            .toList();
    List<Optional<Audited>> verdicts = new ArrayList<>();
    List<Audited> open = new ArrayList<>(audit);
    for (int i = 0; i < written.size(); i++) {
      Expectation expectation = written.get(i);
      verdicts.add(
          written.size() == audit.size()
              ? Optional.of(audit.get(i))
              : take(open, expectation, column(expectation)));
    }
    Map<Integer, List<Example>> examples = examples(written, verdicts);
    List<CheckDocs> checks = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      checks.add(check(written.get(i), verdicts.get(i), examples.getOrDefault(i, List.of())));
    }
    return checks;
  }

  /** Where the suite has changed since it was judged: the verdict on what is named alike. */
  private static Optional<Audited> take(
      List<Audited> open, Expectation expectation, String column) {
    Optional<Audited> found =
        open.stream()
            .filter(one -> one.expectation().equals(expectation.name()))
            .filter(one -> one.column().equalsIgnoreCase(column))
            .findFirst();
    found.ifPresent(open::remove);
    return found;
  }

  private CheckDocs check(
      Expectation expectation, Optional<Audited> verdict, List<Example> examples) {
    String column = verdict.map(Audited::column).orElse(column(expectation));
    Outcome outcome =
        verdict.map(one -> one.passed() ? Outcome.PASS : Outcome.FAIL).orElse(Outcome.OPEN);
    boolean hides = hides(expectation, column) && !verdict.map(CheckFacts::isShare).orElse(true);
    return new CheckDocs(
        verdict.map(Audited::expectation).orElse(expectation.name()),
        column,
        arguments(expectation),
        expectation.severity().name().toLowerCase(Locale.ROOT),
        outcome,
        hides ? "hidden: personal" : verdict.map(Audited::observed).orElse(""),
        hides ? "" : verdict.map(Audited::message).orElse(""),
        examples);
  }

  /** A share of rows tells nothing of any one of them. */
  private static boolean isShare(Audited verdict) {
    return verdict.observed().matches("[0-9][0-9,]* of [0-9][0-9,]* (values|rows)\\b(?s:.*)");
  }

  private boolean hides(Expectation expectation, String column) {
    return personal.contains(table.name(), column)
        || expectation.arguments().values().stream()
            .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
            .anyMatch(value -> personal.contains(table.name(), String.valueOf(value)));
  }

  private static String column(Expectation expectation) {
    return expectation.arguments().get("column") instanceof String column ? column : "";
  }

  private static String arguments(Expectation expectation) {
    Map<String, Object> arguments =
        new TreeMap<>(
            Comparator.comparing((String name) -> LAST.contains(name))
                .thenComparing(CheckFacts::order)
                .thenComparing(Comparator.naturalOrder()));
    arguments.putAll(expectation.arguments());
    arguments.remove("column");
    return arguments.entrySet().stream()
        .map(one -> one.getKey().replace('_', ' ').replace(" value", "") + " " + value(one))
        .collect(Collectors.joining(" · "));
  }

  private static int order(String argument) {
    int place = FIRST.indexOf(argument);
    return place < 0 ? FIRST.size() : place;
  }

  private static String value(Map.Entry<String, Object> argument) {
    return argument.getValue() instanceof List<?> list
        ? list.stream().map(String::valueOf).collect(Collectors.joining(", "))
        : String.valueOf(argument.getValue());
  }

  /** Published rows that are not as expected, by check; for statements about single rows. */
  private Map<Integer, List<Example>> examples(
      List<Expectation> written, List<Optional<Audited>> verdicts) throws IOException {
    Map<Integer, String> predicates = new TreeMap<>();
    for (int i = 0; i < written.size(); i++) {
      boolean failed = verdicts.get(i).map(verdict -> !verdict.passed()).orElse(false);
      if (failed && written.get(i).severity() != Severity.FAIL) {
        int position = i;
        suite.rowPredicate(i).ifPresent(predicate -> predicates.put(position, predicate));
      }
    }
    if (predicates.isEmpty() || version.isEmpty()) {
      return Map.of();
    }
    TableVersion read = version.get();
    Map<String, Shard> shards = Map.of(table.name(), Shard.of(table.name(), read));
    return new TableQuery(shards, engine)
        .ask(
            duckDb -> {
              Map<Integer, List<Example>> found = new HashMap<>();
              predicates.forEach((at, rule) -> found.put(at, examples(duckDb, rule, read)));
              return found;
            });
  }

  private List<Example> examples(DuckDb duckDb, String predicate, TableVersion read) {
    List<Column> columns = read.schema().columns();
    String sql =
        "SELECT %s FROM %s WHERE (%s) IS NOT TRUE ORDER BY ALL LIMIT %s"
            .formatted(
                columns.stream()
                    .map(c -> "left(CAST(%s AS VARCHAR), 500)".formatted(identifier(c)))
                    .collect(Collectors.joining(", ")),
                SqlText.tableName(table.name()),
                predicate,
                EXAMPLES);
    List<Example> examples = new ArrayList<>();
    try {
      duckDb.forEach(sql, row -> examples.add(example(columns, row)));
    } catch (TableException e) {
      LOG.warn("No example rows of {}: {}", table.name(), e.getMessage());
    }
    return examples;
  }

  private static String identifier(Column column) {
    return SqlText.identifier(column.name());
  }

  private Example example(List<Column> columns, List<@Nullable Object> row) {
    List<Example.Cell> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String column = columns.get(i).name();
      Object value = row.get(i);
      cells.add(
          personal.contains(table.name(), column) || columns.get(i).personal()
              ? Example.Cell.hidden(column)
              : Example.Cell.of(column, value == null ? "null" : String.valueOf(value)));
    }
    return new Example("", cells);
  }
}
