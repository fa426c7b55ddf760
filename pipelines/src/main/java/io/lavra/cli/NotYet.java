package io.lavra.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Commands whose names are kept free for what is coming. */
abstract class NotYet implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();
  @Unmatched List<String> anything = new ArrayList<>();

  @Override
  public Integer call() {
    System.err.println(spec.qualifiedName() + " is not there yet.");
    return ExitCodes.USAGE;
  }

  @Command(name = "export", hidden = true)
  static final class Export extends NotYet {}

  @Command(name = "optimize", hidden = true)
  static final class Optimize extends NotYet {}

  @Command(name = "vacuum", hidden = true)
  static final class Vacuum extends NotYet {}

  @Command(name = "forget", hidden = true)
  static final class Forget extends NotYet {}
}
