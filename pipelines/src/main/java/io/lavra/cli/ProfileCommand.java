package io.lavra.cli;

import io.lavra.cli.output.Json;
import io.lavra.cli.output.ProfileJson;
import io.lavra.cli.output.ProfileText;
import io.lavra.project.Lake;
import io.lavra.quality.profile.ProfileTable;
import io.lavra.quality.profile.TableProfile;
import io.lavra.run.record.LakeState;
import io.lavra.table.Shard;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "profile", description = "What a table's columns look like.")
final class ProfileCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Override
  public Integer call() throws IOException {
    common.start();
    Lake lake = common.lake();
    String name = common.table(lake);
    LakeState state = LakeState.read(lake, common.target);
    common.requireExists(state, name);
    Shard table = Shard.of(name, state.version(name).orElseThrow());
    TableProfile profile =
        ProfileTable.profile(table, PersonalColumns.of(lake, name), common.engine(lake));
    if (common.json()) {
      Json.print(ProfileJson.of(profile));
    } else {
      ProfileText.print(profile, System.out);
    }
    return ExitCodes.OK;
  }
}
