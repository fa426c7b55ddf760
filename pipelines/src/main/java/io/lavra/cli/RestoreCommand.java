package io.lavra.cli;

import io.lavra.project.FilesSource;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import io.lavra.run.record.LakeState;
import io.lavra.run.repair.RestoreTable;
import io.lavra.run.repair.RestoreTable.Restored;
import io.lavra.words.Inert;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "restore", description = "Makes an earlier version of a table its newest one.")
final class RestoreCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Option(names = "--version", required = true, description = "The version to go back to.")
  long version;

  @Option(
      names = "--read-again",
      description = "Let the next run take in again the landing files taken in since.")
  boolean readAgain;

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
    Table table = lake.tables().get(name);
    boolean fromFiles = table != null && table.definition() instanceof FilesSource;
    if (readAgain && !fromFiles) {
      throw new UsageException(
          "--read-again: %s is not made from landing files. Leave it out.".formatted(name));
    }
    LakeState state = LakeState.read(lake, common.target);
    common.requireExists(state, name);
    Restored restored = RestoreTable.restore(state, name, version, readAgain);
    System.out.printf(
        "%s: version %s is again what readers see, as version %s%n",
        name, version, restored.version());
    if (!restored.leftOut().isEmpty()) {
      sayLeftOut(name, restored.leftOut());
    }
    return ExitCodes.OK;
  }

  private void sayLeftOut(String name, Set<String> files) {
    System.out.printf("Taken in since, and left out until their content changes:%n");
    files.forEach(file -> System.out.println("  " + Inert.line(file)));
    System.out.printf(
        "To let the next run take them in again: lavra restore %s --version %s --read-again%n",
        name, version);
  }
}
