package io.lavra.cli;

import io.lavra.cli.output.Json;
import io.lavra.cli.output.TextTable;
import io.lavra.lake.io.ScratchFolder;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Blueprints;
import io.lavra.plan.Order;
import io.lavra.plan.Selection;
import io.lavra.project.DefinitionTest;
import io.lavra.project.Lake;
import io.lavra.run.record.LakeState;
import io.lavra.run.test.RowDifference;
import io.lavra.run.test.TestDefinitions;
import io.lavra.run.test.TestDefinitions.Result;
import io.lavra.table.lineage.Catalog;
import io.lavra.words.Inert;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "test",
    description = "Runs definitions over the rows in tests/ and compares what comes out.")
final class TestCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Option(names = "--select", description = "Only tests of these tables, as in run.")
  List<String> select = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    common.start();
    common.noSubjects();
    Lake lake = common.lake();
    Set<String> tables = Selection.of(lake, select, Optional.empty());
    List<DefinitionTest> tests =
        DefinitionTest.read(lake).stream().filter(test -> tables.contains(test.table())).toList();
    List<Result> results = tests.isEmpty() ? List.of() : run(lake, tests);
    if (common.json()) {
      Json.print(json(lake, results));
    } else {
      results.forEach(this::print);
      long passed = results.stream().filter(Result::passed).count();
      System.out.printf("%s: %s passed, %s failed%n", lake.name(), passed, results.size() - passed);
    }
    return results.stream().allMatch(Result::passed) ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private List<Result> run(Lake lake, List<DefinitionTest> tests) throws IOException {
    try (ScratchFolder scratch = ScratchFolder.temporary();
        Catalog catalog = new Catalog()) {
      Order order = Order.of(lake, catalog);
      LakeState state = LakeState.read(lake, common.target);
      Map<String, Blueprint> blueprints =
          Blueprints.draw(lake, order, catalog, state.versions(), state.profile(), state.damage());
      TestDefinitions definitions =
          new TestDefinitions(lake, blueprints, common.engine(lake), scratch.path());
      definitions.check(tests);
      List<Result> results = new ArrayList<>();
      for (DefinitionTest test : tests) {
        results.add(definitions.run(test));
      }
      return results;
    }
  }

  private void print(Result result) {
    DefinitionTest test = result.test();
    if (result.passed()) {
      if (!common.quiet) {
        System.out.printf("pass  %s: %s%n", test.table(), Inert.line(test.name()));
      }
      return;
    }
    System.out.printf("FAIL  %s: %s (%s)%n", test.table(), Inert.line(test.name()), test.place());
    if (!test.description().isEmpty()) {
      System.out.println("      " + Inert.line(test.description()));
    }
    result.failure().ifPresent(why -> System.out.println("      " + Inert.line(why)));
    print("rows", result.rows());
    if (test.quarantined().isPresent() || !result.kept().rows().isEmpty()) {
      print("kept back", result.kept());
    }
  }

  private static void print(String what, RowDifference difference) {
    if (difference.rows().isEmpty()) {
      return;
    }
    List<String> header = new ArrayList<>(List.of(what));
    header.addAll(difference.columns());
    TextTable table = new TextTable(header);
    for (RowDifference.Line line : difference.rows()) {
      List<@Nullable Object> row = new ArrayList<>(List.of(side(line.side())));
      line.values().forEach(value -> row.add(value == null ? "null" : value));
      table.add(row);
    }
    table.print(System.out);
  }

  private static String side(RowDifference.Side side) {
    return switch (side) {
      case BOTH -> "  as expected";
      case EXPECTED -> "- expected";
      case ACTUAL -> "+ actual";
    };
  }

  private static Map<String, @Nullable Object> json(Lake lake, List<Result> results) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("lake", lake.name());
    json.put("status", results.stream().allMatch(Result::passed) ? "pass" : "fail");
    json.put("tests", results.stream().map(TestCommand::json).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(Result result) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("table", result.test().table());
    json.put("test", result.test().name());
    json.put("place", result.test().place().toString());
    json.put("status", result.passed() ? "pass" : "fail");
    json.put("reason", result.failure().orElse(""));
    json.put("rows", lines(result.rows()));
    json.put("kept", lines(result.kept()));
    return json;
  }

  private static List<Map<String, @Nullable Object>> lines(RowDifference difference) {
    List<Map<String, @Nullable Object>> lines = new ArrayList<>();
    for (RowDifference.Line line : difference.rows()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 0; i < difference.columns().size(); i++) {
        row.put(difference.columns().get(i), line.values().get(i));
      }
      Map<String, @Nullable Object> json = new LinkedHashMap<>();
      json.put("in", line.side().name().toLowerCase(Locale.ROOT));
      json.put("row", row);
      lines.add(json);
    }
    return lines;
  }
}
