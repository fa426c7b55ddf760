package io.lavra.cli;

import io.lavra.cli.output.Json;
import io.lavra.project.Lake;
import io.lavra.quality.suggest.SuggestSuite;
import io.lavra.quality.suggest.Suggestion;
import io.lavra.quality.suggest.Suggestions;
import io.lavra.quality.suggest.Yaml;
import io.lavra.run.record.LakeState;
import io.lavra.table.Shard;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "suggest",
    description = "Expectations that a table meets, to look through and paste into its file.")
final class SuggestCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Override
  public Integer call() throws IOException {
    common.start();
    Lake lake = common.lake();
    String name = common.table(lake);
    LakeState state = LakeState.read(lake, common.target);
    common.requireExists(state, name);
    Shard table = Shard.of(name, state.version(name).orElseThrow());
    Suggestions found =
        SuggestSuite.suggest(table, PersonalColumns.of(lake, name), common.engine(lake));
    if (common.json()) {
      Json.print(json(found));
    } else {
      System.out.print(Yaml.write(found));
    }
    return ExitCodes.OK;
  }

  private static Map<String, @Nullable Object> json(Suggestions found) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("table", found.table());
    json.put("proposed_on", found.proposedOn());
    json.put("held_out", found.heldOut());
    json.put("dropped", found.dropped());
    json.put("suggestions", found.suggestions().stream().map(SuggestCommand::json).toList());
    json.put("remarks", found.remarks());
    return json;
  }

  private static Map<String, @Nullable Object> json(Suggestion suggestion) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("expectation", suggestion.expectation());
    json.put("arguments", suggestion.arguments());
    json.put("evidence", suggestion.evidence());
    json.put("held_out", suggestion.heldOut());
    return json;
  }
}
