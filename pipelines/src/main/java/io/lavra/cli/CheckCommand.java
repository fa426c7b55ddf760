package io.lavra.cli;

import com.google.common.collect.ImmutableMap;
import io.lavra.cli.output.Json;
import io.lavra.cli.output.ReportJson;
import io.lavra.lake.io.DiskFailure;
import io.lavra.lake.io.IoFailure;
import io.lavra.lake.io.PlacedOutput;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Blueprints;
import io.lavra.plan.Order;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import io.lavra.quality.CheckResult;
import io.lavra.quality.Suite;
import io.lavra.quality.Verdict;
import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.gx.GxWriter;
import io.lavra.run.CheckTable;
import io.lavra.run.record.LakeState;
import io.lavra.table.lineage.Catalog;
import io.lavra.words.Inert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "check", description = "Evaluates a table's expectations on what readers see now.")
final class CheckCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Option(
      names = "--export-gx",
      paramLabel = "FILE",
      description =
          "Evaluates nothing; writes the expectations as a suite of Great Expectations 1.x.")
  @Nullable Path exportGx;

  @Override
  public Integer call() throws IOException {
    common.start();
    Lake lake = common.lake();
    String name = common.table(lake);
    if (exportGx != null) {
      return export(lake, name, exportGx);
    }
    LakeState state = LakeState.read(lake, common.target);
    Blueprint blueprint = blueprint(lake, state, name);
    common.requireExists(state, name);
    Verdict verdict = CheckTable.check(state, blueprint, today(lake), common.engine(lake));
    if (common.json()) {
      Json.print(ImmutableMap.of("table", name, "checks", ReportJson.checks(verdict.checks())));
    } else {
      verdict.checks().forEach(CheckCommand::print);
    }
    return verdict.blocks() ? ExitCodes.BLOCKED : ExitCodes.OK;
  }

  private static Instant today(Lake lake) {
    return LocalDate.now(lake.timezone()).atStartOfDay(lake.timezone()).toInstant();
  }

  private static int export(Lake lake, String name, Path file) {
    Table table = lake.tables().get(name);
    if (table == null) {
      throw new UsageException("%s has no expectations.".formatted(name));
    }
    List<Expectation> all = Suite.expectations(table.expectations(), table.tests());
    String suite = GxWriter.write(name, all);
    try {
      PlacedOutput.write(file, suite.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UsageException(
          "--export-gx %s: it cannot be written: %s"
              .formatted(Inert.cut(file.toString(), 200), Inert.cut(why(e), 600)));
    }
    return ExitCodes.OK;
  }

  private static String why(IOException e) {
    return e instanceof DiskFailure
        ? IoFailure.words(e)
        : IoFailure.words(e) + ". Name a file in a folder that you may write to.";
  }

  private static Blueprint blueprint(Lake lake, LakeState state, String name) {
    if (name.startsWith("ops.")) {
      throw new UsageException("%s has no expectations.".formatted(name));
    }
    try (Catalog catalog = new Catalog()) {
      Order order = Order.of(lake, catalog);
      return Objects.requireNonNull(
          Blueprints.draw(lake, order, catalog, state.versions(), state.profile(), state.damage())
              .get(name));
    }
  }

  private static void print(CheckResult check) {
    System.out.printf(
        "%-4s %-10s %s%s%n",
        check.passed() ? "pass" : "FAIL",
        check.severity().name().toLowerCase(Locale.ROOT),
        check.expectation() + check.column().map(column -> "(" + column + ")").orElse(""),
        check.passed()
            ? " observed " + Inert.line(check.observed())
            : ": " + Inert.line(check.message()));
  }
}
