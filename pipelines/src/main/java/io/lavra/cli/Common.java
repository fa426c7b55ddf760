package io.lavra.cli;

import io.lavra.project.Lake;
import io.lavra.run.job.Trace;
import io.lavra.run.record.LakeState;
import io.lavra.table.EngineSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options every command has. */
final class Common {
  @Parameters(
      arity = "0..*",
      paramLabel = "ARGUMENT",
      description =
          "The lake's folder (default: the one you stand in), then what the command is about.")
  List<String> arguments = new ArrayList<>();

  @Option(
      names = "--target",
      defaultValue = "local",
      description = "Where the tables are: a target of lake.yaml (default: ${DEFAULT-VALUE}).")
  String target = "local";

  @Option(names = "--output", defaultValue = "text", description = "text or json.")
  Output output = Output.TEXT;

  @Option(
      names = "--log-format",
      defaultValue = "text",
      description = "text or json; logs go to standard error.")
  Output logFormat = Output.TEXT;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "A setting: parallelism, memory (MB), scratch (folder), scratch-limit (MB), buckets.")
  List<String> settings = new ArrayList<>();

  @Option(
      names = {"-q", "--quiet"},
      description = "Say only what is wrong.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say more.")
  boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Say this, and do nothing.")
  boolean help;

  /** How results or logs are written. */
  enum Output {
    TEXT,
    JSON
  }

  /** Prepares logging; every command calls it first. */
  void start() {
    start(UUID.randomUUID().toString());
  }

  /**
   * Prepares logging.
   *
   * @param id what this command's trace is named by where the caller names none
   * @return what all lines belong to
   */
  Trace start(String id) {
    Logging.configure(jsonLogs(), verbose, quiet);
    Trace trace =
        Optional.ofNullable(System.getenv(Trace.VARIABLE))
            .flatMap(Trace::parse)
            .orElseGet(() -> Trace.of(id));
    Logging.belongTo(trace);
    return trace;
  }

  boolean jsonLogs() {
    return logFormat == Output.JSON;
  }

  boolean json() {
    return output == Output.JSON;
  }

  Lake lake() {
    return Lake.read(folder(), System::getenv);
  }

  /** What the command is about: the arguments without the lake. */
  List<String> subjects() {
    int at = lakeArgument();
    List<String> rest = new ArrayList<>(arguments);
    if (at >= 0) {
      rest.remove(at);
    }
    return rest;
  }

  /** The one table the command is about. */
  String table(Lake lake) {
    List<String> subjects = subjects();
    if (subjects.size() != 1) {
      throw new UsageException("Name one table, such as gold.dim_items.");
    }
    return Tables.named(lake, subjects.get(0));
  }

  /** Refuses arguments that are no lake. */
  void noSubjects() {
    if (!subjects().isEmpty()) {
      throw noLake(subjects().get(0));
    }
  }

  private static UsageException noLake(String argument) {
    return new UsageException(
        "There is no lake at \"%s\": no file lake.yaml there. Name the lake's folder."
            .formatted(argument));
  }

  private Path folder() {
    int at = lakeArgument();
    if (at < 0 && !arguments.isEmpty() && arguments.get(0).contains("/")) {
      throw noLake(arguments.get(0));
    }
    return Path.of(at < 0 ? "." : arguments.get(at)).toAbsolutePath().normalize();
  }

  private int lakeArgument() {
    for (int i = 0; i < arguments.size(); i++) {
      if (Files.exists(Path.of(arguments.get(i), "lake.yaml"))) {
        return i;
      }
    }
    return -1;
  }

  EngineSettings engine(Lake lake) {
    return Settings.of(settings).engine(lake, target);
  }

  /** Refuses a table that no run has made yet, or that cannot be read. */
  void requireExists(LakeState state, String table) {
    state.damage(table).ifPresent(Damage::refuse);
    if (state.version(table).isEmpty()) {
      throw new UsageException("%s does not exist yet. Run the lake first.".formatted(table));
    }
  }
}
