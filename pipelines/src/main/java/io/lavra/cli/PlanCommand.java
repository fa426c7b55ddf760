package io.lavra.cli;

import io.lavra.cli.output.Json;
import io.lavra.cli.output.TextTable;
import io.lavra.plan.Plan;
import io.lavra.plan.PlannedTable;
import io.lavra.plan.Selection;
import io.lavra.project.Lake;
import io.lavra.run.record.LakeState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    description = "What a run would build, in which order, from which versions, and why.")
final class PlanCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Option(names = "--select", description = "As for run.")
  List<String> select = new ArrayList<>();

  @Option(names = "--layer", description = "Only tables of this layer.")
  @Nullable String layer;

  @Option(names = "--full-refresh", description = "As for run.")
  boolean fullRefresh;

  @Override
  public Integer call() {
    common.start();
    common.noSubjects();
    Lake lake = common.lake();
    LakeState state = LakeState.read(lake, common.target);
    Set<String> selected = Selection.of(lake, select, Optional.ofNullable(layer));
    Map<String, String> damage = state.damage();
    damage.keySet().retainAll(selected);
    List<PlannedTable> plan =
        Plan.of(lake, state.versions(), state.profile(), state.damage(), selected, fullRefresh);
    if (common.json()) {
      Json.print(json(lake, plan));
    } else {
      print(plan);
      Damage.print(damage);
    }
    return damage.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private static void print(List<PlannedTable> plan) {
    TextTable table =
        new TextTable(List.of("wave", "table", "kind", "action", "version", "reason"));
    plan.forEach(
        t -> table.add(List.of(t.wave(), t.table(), t.kind(), t.action(), version(t), t.reason())));
    table.print(System.out);
  }

  private static Object version(PlannedTable table) {
    return table.version() == null ? "–" : table.version();
  }

  private static Map<String, @Nullable Object> json(Lake lake, List<PlannedTable> plan) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("lake", lake.name());
    json.put("timezone", lake.timezone().getId());
    json.put("tables", plan.stream().map(PlanCommand::json).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(PlannedTable planned) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("table", planned.table());
    json.put("layer", planned.table().substring(0, planned.table().indexOf('.')));
    json.put("kind", planned.kind());
    json.put("wave", planned.wave());
    json.put("action", planned.action());
    json.put("reason", planned.reason());
    json.put("version", planned.version());
    json.put("inputs", planned.inputs());
    json.put("after", planned.after());
    return json;
  }
}
