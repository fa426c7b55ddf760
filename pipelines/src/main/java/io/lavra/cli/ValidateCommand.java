package io.lavra.cli;

import com.google.common.collect.ImmutableMap;
import io.lavra.cli.output.Json;
import io.lavra.plan.Blueprint;
import io.lavra.plan.Blueprints;
import io.lavra.plan.Contract;
import io.lavra.plan.Order;
import io.lavra.project.DefinitionTest;
import io.lavra.project.Lake;
import io.lavra.run.record.LakeState;
import io.lavra.table.lineage.Catalog;
import io.lavra.words.Inert;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "validate",
    description = "Reads everything, runs nothing, and says all that is wrong.")
final class ValidateCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    common.start();
    common.noSubjects();
    Lake lake = common.lake();
    try (Catalog catalog = new Catalog()) {
      Order order = Order.of(lake, catalog);
      LakeState state = LakeState.read(lake, common.target);
      Map<String, Blueprint> blueprints =
          Blueprints.draw(lake, order, catalog, state.versions(), state.profile(), state.damage());
      Contract.requireKept(blueprints.values());
      int tables = blueprints.size();
      DefinitionTest.read(lake);
      List<String> warnings = warnings(blueprints.values());
      if (common.json()) {
        Json.print(
            ImmutableMap.of(
                "lake", lake.name(), "tables", tables, "status", "valid", "warnings", warnings));
      } else {
        warnings.forEach(warning -> System.out.println("warning: " + Inert.line(warning)));
        System.out.printf("%s: %s tables, all valid%n", lake.name(), tables);
      }
    }
    return ExitCodes.OK;
  }

  /** Landing files that are broken today, and checks of imported suites that check nothing. */
  private static List<String> warnings(Collection<Blueprint> blueprints) {
    return blueprints.stream()
        .flatMap(
            blueprint ->
                Stream.concat(
                    blueprint.obstacle().stream()
                        .map(found -> blueprint.table().file() + ": " + found.reason()),
                    blueprint.suite().vacuous().stream()))
        .toList();
  }
}
