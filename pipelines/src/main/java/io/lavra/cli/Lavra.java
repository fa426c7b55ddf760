package io.lavra.cli;

import com.google.common.util.concurrent.Uninterruptibles;
import io.lavra.lake.LakeException;
import io.lavra.lake.io.TemporaryFiles;
import io.lavra.words.InertStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line. */
@Command(
    name = "lavra",
    description = "Turns raw files, documents and code into checked, published tables.",
    mixinStandardHelpOptions = true,
    version = "lavra 0.1.0-SNAPSHOT",
    synopsisSubcommandLabel = "<command>",
    subcommands = {
      InitCommand.class,
      ValidateCommand.class,
      PlanCommand.class,
      RunCommand.class,
      LsCommand.class,
      ShowCommand.class,
      HistoryCommand.class,
      RestoreCommand.class,
      RepairCommand.class,
      CheckCommand.class,
      TestCommand.class,
      SuggestCommand.class,
      ProfileCommand.class,
      QuarantineCommand.class,
      SearchCommand.class,
      DocsCommand.class,
      ProvisionCommand.class,
      DoctorCommand.class,
      NotYet.Export.class,
      NotYet.Optimize.class,
      NotYet.Vacuum.class,
      NotYet.Forget.class
    })
public final class Lavra {
  /** How long shutdown hooks have. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private Lavra() {}

  public static void main(String[] arguments) {
    StandardOutput out = new StandardOutput();
    System.setOut(of(out));
    System.setErr(of(new FileOutputStream(FileDescriptor.err)));
    Locale.setDefault(Locale.ROOT);
    Thread.setDefaultUncaughtExceptionHandler(Lavra::died);
    int code = inOwnFolder(arguments);
    end(out.hasFailed() ? out.told(code) : code);
  }

  private static PrintStream of(OutputStream where) {
    return new PrintStream(where, true, StandardCharsets.UTF_8);
  }

  /** A thread that runs out of memory may be one that others wait for, for ever. */
  private static void died(Thread thread, Throwable e) {
    if (e instanceof OutOfMemoryError) {
      end(Failures.told(e));
    }
    System.err.println("Thread " + thread.getName() + " died.");
    e.printStackTrace(System.err);
  }

  /** Ends the process, also if threads that are no daemons live on or a shutdown hook hangs. */
  private static void end(int code) {
    try {
      Thread patience = new Thread(() -> halt(code), "lavra-end");
      patience.setDaemon(true);
      patience.start();
      System.exit(code);
    } catch (OutOfMemoryError e) {
      Runtime.getRuntime().halt(code);
    }
  }

  private static void halt(int code) {
    Uninterruptibles.sleepUninterruptibly(PATIENCE);
    Runtime.getRuntime().halt(code);
  }

  private static int inOwnFolder(String[] arguments) {
    try {
      TemporaryFiles.keepToThisUser();
    } catch (IOException | LakeException e) {
      return Failures.told(e);
    }
    return execute(arguments);
  }

  /** Runs a command and gives its exit code. What it says is {@linkplain InertStream inert}. */
  public static int execute(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    System.setOut(new InertStream(out));
    System.setErr(new InertStream(err));
    try {
      return executed(arguments);
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  private static int executed(String... arguments) {
    CommandLine line = line();
    if (arguments.length == 0) {
      line.usage(System.err);
      return ExitCodes.USAGE;
    }
    try {
      return line.execute(arguments);
    } catch (Error e) {
      return Failures.told(e);
    }
  }

  static CommandLine line() {
    CommandLine line = new CommandLine(new Lavra());
    line.setExecutionExceptionHandler(new Failures());
    line.setParameterExceptionHandler(Lavra::explain);
    line.registerConverter(LocalDate.class, Lavra::date);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  private static int explain(ParameterException e, String[] arguments) {
    System.err.println(e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, System.err)) {
      System.err.printf("See %s --help.%n", e.getCommandLine().getCommandSpec().qualifiedName());
    }
    return ExitCodes.USAGE;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("\"" + text + "\" is no day. Write it as 2026-01-31.");
    }
  }
}
