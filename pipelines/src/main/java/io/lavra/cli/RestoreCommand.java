package io.lavra.cli;

import io.lavra.project.Lake;
import io.lavra.run.LakeState;
import io.lavra.run.RestoreTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "restore", description = "Makes an earlier version of a table its newest one.")
final class RestoreCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Option(names = "--version", required = true, description = "The version to go back to.")
  long version;

  @Override
  public Integer call() {
    common.start();
    Lake lake = common.lake();
    String name = common.table(lake);
    if (name.startsWith("ops.")) {
      throw new UsageException(
          "%s is the lake's own record and is not put back. Restore the table it tells of."
              .formatted(name));
    }
    long now = RestoreTable.restore(LakeState.read(lake, common.target), name, version);
    System.out.printf(
        "%s: version %d is again what readers see, as version %d%n", name, version, now);
    return ExitCodes.OK;
  }
}
