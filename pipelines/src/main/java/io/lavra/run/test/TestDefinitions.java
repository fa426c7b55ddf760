package io.lavra.run.test;

import io.lavra.lake.Column;
import io.lavra.lake.Location;
import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Decision;
import io.lavra.plan.Problems;
import io.lavra.project.DefinitionTest;
import io.lavra.project.DefinitionTest.GivenRow;
import io.lavra.project.Lake;
import io.lavra.quality.Circumstances;
import io.lavra.run.TableBuild;
import io.lavra.run.WaveJob;
import io.lavra.run.WritePlan;
import io.lavra.run.job.Causes;
import io.lavra.source.Arrival;
import io.lavra.source.SourceColumn;
import io.lavra.table.EngineSettings;
import io.lavra.table.Manifest;
import io.lavra.table.Shard;
import io.lavra.table.Staged;
import io.lavra.table.TableException;
import io.lavra.table.duckdb.GivenRows;
import io.lavra.table.duckdb.Quarantine;
import io.lavra.table.job.StageTables;
import io.lavra.table.measure.TableChange;
import io.lavra.words.ConfigurationException;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Nearest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;

/** Runs the tests of definitions by the steps a run takes, over rows that are given. */
public final class TestDefinitions {
  private static final String RUN = "test";

  private final Lake lake;
  private final Map<String, Blueprint> blueprints;
  private final EngineSettings engine;
  private final Path scratch;
  private int tried;

  /**
   * @param blueprints of all tables of the lake
   * @param scratch an empty folder, which the caller removes
   */
  public TestDefinitions(
      Lake lake, Map<String, Blueprint> blueprints, EngineSettings engine, Path scratch) {
    this.lake = lake;
    this.blueprints = blueprints;
    this.engine = engine;
    this.scratch = scratch;
  }

  /**
   * What came out of a test.
   *
   * @param rows the table's rows
   * @param kept the rows kept back, which count where the test speaks of them
   * @param failure why the definition could not be run over the rows
   */
  public record Result(
      DefinitionTest test, RowDifference rows, RowDifference kept, Optional<String> failure) {
    public boolean passed() {
      return failure.isEmpty()
          && rows.isEmpty()
          && (test.quarantined().isEmpty() || kept.isEmpty());
    }
  }

  /** Throws {@link ConfigurationException} with every name and value in tests that cannot be. */
  public void check(List<DefinitionTest> tests) {
    List<Problem> problems = new ArrayList<>();
    tests.forEach(test -> check(test, problems));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private void check(DefinitionTest test, List<Problem> problems) {
    Blueprint blueprint = blueprint(test.table());
    if (test.table().startsWith("bronze.")) {
      problems.add(
          new Problem(
              test.place(),
              test.table() + " is made from a source, not from tables.",
              "Test the tables that read it."));
      return;
    }
    if (blueprint.obstacle().isPresent()) {
      return;
    }
    test.given()
        .forEach(
            (input, rows) -> {
              if (blueprint.reads().contains(input)) {
                columns(given(rows, blueprint(input)), blueprint(input).schema(), input, problems);
              } else {
                problems.add(
                    new Problem(
                        test.place(),
                        "%s does not read \"%s\".".formatted(test.table(), input),
                        Nearest.remedy(input, blueprint.reads())));
              }
            });
    columns(test.expected(), blueprint.schema(), test.table(), problems);
  }

  /** Rows whose columns have the table's names: a file's column may be given under its own. */
  private static List<GivenRow> given(List<GivenRow> rows, Blueprint table) {
    return table.sourceColumns().isEmpty()
        ? rows
        : rows.stream().map(row -> new GivenRow(row.place(), named(row, table))).toList();
  }

  private static Map<String, @Nullable Object> named(GivenRow row, Blueprint table) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    row.values()
        .forEach(
            (name, value) ->
                values.put(
                    SourceColumn.find(name, table.sourceColumns(), table.schema())
                        .map(Column::name)
                        .orElse(name),
                    value));
    return values;
  }

  private static void columns(
      List<GivenRow> rows, TableSchema schema, String table, List<Problem> problems) {
    Set<String> told = new LinkedHashSet<>();
    for (GivenRow row : rows) {
      for (String column : row.values().keySet()) {
        if (schema.column(column).isEmpty() && told.add(column)) {
          problems.add(
              new Problem(
                  row.place(),
                  "%s has no column \"%s\".".formatted(table, column),
                  Nearest.remedy(column, schema.names())));
        }
      }
    }
  }

  /**
   * Runs one test.
   *
   * @throws ConfigurationException where a value that is written does not fit its column
   */
  public Result run(DefinitionTest test) throws IOException {
    Location folder = Location.local(scratch.resolve("test-" + tried++));
    Blueprint blueprint = blueprint(test.table());
    if (blueprint.obstacle().isPresent()) {
      return failed(test, blueprint.obstacle().get().reason());
    }
    Map<String, TableVersion> inputs = new HashMap<>();
    for (String input : blueprint.reads()) {
      List<GivenRow> rows = given(test.given().getOrDefault(input, List.of()), blueprint(input));
      inputs.put(
          input, version(write(input, blueprint(input).schema(), rows, folder.resolve(input))));
    }
    List<String> columns = names(test.expected(), blueprint.schema());
    Shard expected =
        write(
            test.table(),
            some(blueprint.schema(), columns),
            test.expected(),
            folder.resolve("expected"));
    TableBuild build = build(blueprint, inputs, folder);
    try {
      Staged staged = stage(build);
      if (staged.whyFailed().isPresent()) {
        return failed(test, staged.whyFailed().get());
      }
      return result(test, columns, expected, build, staged);
    } catch (TableException e) {
      return failed(test, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      return failed(test, Causes.message(e));
    }
  }

  private static Result failed(DefinitionTest test, String why) {
    RowDifference none = new RowDifference(List.of(), List.of());
    return new Result(test, none, none, Optional.of(why));
  }

  private Result result(
      DefinitionTest test, List<String> columns, Shard expected, TableBuild build, Staged staged)
      throws IOException {
    Shard actual =
        new Shard(
            test.table(),
            build.folder(),
            build.blueprint().schema(),
            build.partitionBy(),
            staged.files());
    RowDifference rows =
        RowDifference.of(
            columns,
            GivenRows.read(expected, columns, engine),
            GivenRows.read(actual, columns, engine),
            Objects::equals);
    Shard kept =
        new Shard(
            "ops.quarantine", build.quarantine(), Quarantine.SCHEMA, List.of(), staged.rejects());
    return new Result(test, rows, kept(test, kept), Optional.empty());
  }

  private RowDifference kept(DefinitionTest test, Shard quarantine) throws IOException {
    return new KeptDifference(test.quarantined().orElse(List.of()))
        .of(GivenRows.read(quarantine, List.of("reason", "raw"), engine));
  }

  private Shard write(String table, TableSchema schema, List<GivenRow> rows, Location folder)
      throws IOException {
    List<Map<String, @Nullable Object>> values = new ArrayList<>();
    for (GivenRow row : rows) {
      Map<String, @Nullable Object> complete = new LinkedHashMap<>(row.values());
      if (schema.column("_offset").isPresent()) {
        complete.putIfAbsent("_offset", values.size() + 1);
      }
      values.add(complete);
    }
    try {
      return GivenRows.write(table, folder, schema, values, engine);
    } catch (TableException e) {
      throw new ConfigurationException(
          List.of(
              Problems.of(
                  rows.get(0).place(),
                  new TableException("The rows of " + table + ": " + e.getMessage(), e))));
    }
  }

  private static List<String> names(List<GivenRow> rows, TableSchema all) {
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.values().keySet()));
    return names.isEmpty() ? all.names() : List.copyOf(names);
  }

  private static TableSchema some(TableSchema schema, List<String> names) {
    return new TableSchema(names.stream().map(name -> schema.column(name).orElseThrow()).toList());
  }

  private static TableVersion version(Shard rows) {
    return new TableVersion(
        rows.folder(),
        "",
        0,
        0,
        rows.schema(),
        List.of(),
        rows.files(),
        Map.of(),
        Optional.empty());
  }

  private TableBuild build(Blueprint blueprint, Map<String, TableVersion> inputs, Location folder) {
    return new TableBuild(
        blueprint,
        new Decision(true, true, RUN, RUN),
        WritePlan.of(blueprint, true, false, Optional.empty(), inputs),
        RUN,
        folder.resolve("table"),
        folder.resolve("quarantine"),
        Optional.empty(),
        inputs,
        Circumstances.NONE,
        1,
        RUN,
        LocalDate.EPOCH,
        Map.of());
  }

  private Staged stage(TableBuild build) throws Exception {
    WaveJob job = new WaveJob(lake, new Arrival(Instant.EPOCH, LocalDate.EPOCH), engine, 1);
    if (build.blueprint().prepared().isEmpty()) {
      return job.work(build).get(0).run(engine);
    }
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setTargetParallelism(1);
    Pipeline pipeline = Pipeline.create(options);
    TableChange change =
        new TableChange(
            build.next().current(),
            TableChange.Kind.REPLACE,
            List.of(),
            Map.of(),
            Manifest.path(RUN));
    job.rows(pipeline, build, build.blueprint().prepared().get())
        .apply(StageTables.of(new TreeMap<>(Map.of(build.name(), change)), RUN, engine));
    pipeline.run().waitUntilFinish();
    Manifest manifest = Manifest.read(build.folder(), Manifest.path(RUN)).orElseThrow();
    return new Staged(
        build.name(),
        manifest.files(),
        List.of(),
        manifest.rejects(),
        manifest.counts(),
        Map.of(),
        manifest.failure());
  }

  private Blueprint blueprint(String table) {
    return Objects.requireNonNull(blueprints.get(table), table);
  }
}
