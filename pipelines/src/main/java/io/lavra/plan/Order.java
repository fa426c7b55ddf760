package io.lavra.plan;

import io.lavra.project.Conform;
import io.lavra.project.Lake;
import io.lavra.project.Macro;
import io.lavra.project.Query;
import io.lavra.project.Table;
import io.lavra.project.Transformed;
import io.lavra.quality.Suite;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.table.duckdb.RefusedMacro;
import io.lavra.table.duckdb.SqlException;
import io.lavra.table.lineage.Catalog;
import io.lavra.words.ConfigurationException;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tables of a lake in an order in which they can be built.
 *
 * @param waves sets of tables that do not depend on each other, first to last; by name within a
 *     wave
 * @param reads the tables each table is made from
 * @param suites each table's expectations; none for a table that cannot be thought through
 * @param problems wrong SQL, unknown tables, wrong expectations
 */
public record Order(
    List<List<Table>> waves,
    Map<String, Set<String>> reads,
    Map<String, Suite> suites,
    List<Problem> problems) {

  /** Throws {@link ConfigurationException} only where tables depend on each other in a circle. */
  public static Order of(Lake lake, Catalog catalog) {
    List<Problem> problems = new ArrayList<>();
    for (RefusedMacro refused :
        catalog.addMacros(lake.macros().stream().map(Macro::sql).toList())) {
      problems.add(Problems.sql(lake.macros().get(refused.file()).file(), refused.why()));
    }
    Map<String, Set<String>> reads = new TreeMap<>();
    Map<String, Suite> suites = new TreeMap<>();
    for (Table table : lake.tables().values()) {
      int before = problems.size();
      reads.put(table.name(), inputs(lake, table, catalog, problems));
      try {
        Suite suite = Suite.of(table.expectations(), table.tests());
        suite.checkTables(lake.tables().keySet());
        if (problems.size() == before) {
          suites.put(table.name(), suite);
        }
      } catch (IllegalExpectationException e) {
        problems.add(Problems.expectation(e));
      }
    }
    return new Order(waves(lake, dependencies(reads, suites)), reads, suites, problems);
  }

  private static Set<String> inputs(
      Lake lake, Table table, Catalog catalog, List<Problem> problems) {
    if (table.definition() instanceof Conform conform) {
      return Set.of(conform.from());
    }
    if (table.definition() instanceof Transformed transformed) {
      return new TreeSet<>(transformed.inputs().values());
    }
    if (!(table.definition() instanceof Query query)) {
      return Set.of();
    }
    try {
      Set<String> tables = new TreeSet<>();
      for (String read : catalog.tablesRead(query.sql())) {
        if (lake.tables().containsKey(read)) {
          tables.add(read);
        } else {
          problems.add(Problems.unknownTable(query, read, lake.tables().keySet()));
        }
      }
      return tables;
    } catch (SqlException e) {
      problems.add(Problems.sql(query.file(), e));
      return Set.of();
    }
  }

  /** What must be built before each table: what it is made from, and what its tests look at. */
  private static Map<String, Set<String>> dependencies(
      Map<String, Set<String>> reads, Map<String, Suite> suites) {
    Map<String, Set<String>> before = new TreeMap<>();
    reads.forEach(
        (table, inputs) -> {
          Set<String> all = new TreeSet<>(inputs);
          Suite suite = suites.get(table);
          if (suite != null) {
            all.addAll(suite.tablesRead());
          }
          if (!inputs.contains(table)) {
            all.remove(table);
          }
          before.put(table, all);
        });
    return before;
  }

  private static List<List<Table>> waves(Lake lake, Map<String, Set<String>> before) {
    Map<String, Integer> wave = new TreeMap<>();
    for (String table : before.keySet()) {
      number(lake, table, before, wave, new ArrayList<>());
    }
    List<List<Table>> waves = new ArrayList<>();
    wave.forEach(
        (table, number) -> {
          while (waves.size() <= number) {
            waves.add(new ArrayList<>());
          }
          waves.get(number).add(java.util.Objects.requireNonNull(lake.tables().get(table)));
        });
    return waves;
  }

  private static int number(
      Lake lake,
      String table,
      Map<String, Set<String>> before,
      Map<String, Integer> wave,
      List<String> path) {
    Integer known = wave.get(table);
    if (known != null) {
      return known;
    }
    int at = path.indexOf(table);
    path.add(table);
    if (at >= 0) {
      List<String> cycle = path.subList(at, path.size());
      throw new ConfigurationException(
          new Place(java.util.Objects.requireNonNull(lake.tables().get(table)).file(), 0),
          "The tables depend on each other in a circle: %s.".formatted(String.join(" → ", cycle)),
          "Take one of them apart so that the circle opens.");
    }
    int number = 0;
    for (String input : before.getOrDefault(table, Set.of())) {
      number = Math.max(number, number(lake, input, before, wave, path) + 1);
    }
    path.remove(path.size() - 1);
    wave.put(table, number);
    return number;
  }
}
