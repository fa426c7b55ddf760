package io.lavra.cli;

import io.lavra.cli.output.Json;
import io.lavra.cli.output.TextTable;
import io.lavra.lake.delta.TableVersion;
import io.lavra.plan.Plan;
import io.lavra.plan.Provenance;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import io.lavra.run.record.LakeState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "ls", description = "Tables, kinds, versions, rows and the run that made them.")
final class LsCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Override
  public Integer call() {
    common.start();
    common.noSubjects();
    Lake lake = common.lake();
    LakeState state = LakeState.read(lake, common.target);
    List<Map<String, @Nullable Object>> tables = new ArrayList<>();
    for (Table table : lake.tables().values()) {
      tables.add(line(table, state.version(table.name())));
    }
    Map<String, String> damage = state.damage();
    if (common.json()) {
      for (Map<String, @Nullable Object> line : tables) {
        String what = damage.get(String.valueOf(line.get("table")));
        if (what != null) {
          line.put("damage", what);
        }
      }
      Json.print(tables);
    } else {
      TextTable text =
          new TextTable(List.of("table", "kind", "version", "rows", "files", "bytes", "last run"));
      for (Map<String, @Nullable Object> line : tables) {
        if (damage.containsKey(String.valueOf(line.get("table")))) {
          line.put("version", "damaged");
        }
        text.add(new ArrayList<>(line.values()));
      }
      text.print(System.out);
      Damage.print(damage);
    }
    return damage.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private static Map<String, @Nullable Object> line(Table table, Optional<TableVersion> version) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("table", table.name());
    line.put("kind", Plan.kind(table.definition()));
    line.put("version", version.map(TableVersion::version).orElse(null));
    line.put("rows", version.map(TableVersion::rows).orElse(null));
    line.put("files", version.map(v -> v.files().size()).orElse(null));
    line.put("bytes", version.map(TableVersion::bytes).orElse(null));
    line.put("last_run", version.flatMap(Provenance::of).map(Provenance::runId).orElse(null));
    return line;
  }
}
