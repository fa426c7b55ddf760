package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Options of every command, chosen by chance, with values that nobody should write. */
class HostileOptionsTest {
  private static final long SEED = Long.getLong("lavra.hostile.seed", 20261130);
  private static final int CASES = Integer.getInteger("lavra.hostile.cases", 150);

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          ",",
          "+",
          "gold.g1+,+",
          "++gold.g1",
          "*",
          "a[",
          "(",
          "%s%n",
          "$1\\",
          "\u0000",
          "\u001b[31m",
          "\u00e4\u6f22\ud83d\ude00",
          "-1",
          "0",
          "1.5",
          "1e9",
          "99999999999999999999",
          "2024-02-30",
          "0000-00-00",
          "null",
          "jsonn",
          "key",
          "=",
          "=1",
          "memory=-1",
          "memory=99999999999",
          "parallelism=",
          "scratch=",
          "scratch=\u0000",
          "s3://",
          "/no/such/place",
          "a/../../..",
          "x".repeat(3000));

  /** What makes a command complete beside the option that is tried. */
  private static final Map<String, List<String>> SUBJECTS =
      new TreeMap<>(
          Map.of(
              "show", List.of("gold.g"),
              "history", List.of("gold.g"),
              "restore", List.of("gold.g"),
              "check", List.of("gold.g"),
              "suggest", List.of("gold.g"),
              "profile", List.of("gold.g"),
              "search", List.of("word"),
              "quarantine show", List.of("gold.g"),
              "quarantine replay", List.of("gold.g")));

  /** What they name is written: in the lake's folder, not where the tests run. */
  private static final Set<String> FILES = Set.of("--export-gx", "--to");

  /** They speak with servers, or make what was never there. */
  private static final Set<String> OTHERS = Set.of("init", "doctor", "provision", "help");

  private final SmallLake lake;

  HostileOptionsTest(@TempDir Path folder) {
    lake =
        SmallLake.empty(folder)
            .with("gold/g.yaml", "sql: g.sql\n")
            .with("gold/g.sql", "select 1 as n\n");
  }

  @Test
  void everyOptionIsTakenOrRefused() {
    List<Case> cases = new ArrayList<>();
    collect("", Lavra.line(), cases);
    Collections.shuffle(cases, new Random(SEED));
    List<String> faults = new ArrayList<>();
    cases.stream().limit(CASES).forEach(tried -> tryOne(tried, faults));
    assertEquals("", String.join("\n", faults));
  }

  /**
   * A command with an option, or with a further argument where the option is empty.
   *
   * @param value what is written
   */
  private record Case(String command, String option, String value) {}

  private static void collect(String name, CommandLine line, List<Case> cases) {
    line.getSubcommands()
        .forEach(
            (word, sub) -> {
              if (!OTHERS.contains(word)) {
                collect((name + " " + word).strip(), sub, cases);
              }
            });
    if (!name.isEmpty() && line.getSubcommands().isEmpty()) {
      List<String> options = new ArrayList<>(List.of(""));
      line.getCommandSpec().options().stream()
          .filter(option -> option.arity().max() > 0)
          .map(OptionSpec::longestName)
          .filter(option -> !option.equals("--flink-master"))
          .forEach(options::add);
      for (String option : options) {
        VALUES.forEach(value -> cases.add(new Case(name, option, value)));
      }
    }
  }

  private void tryOne(Case tried, List<String> faults) {
    String command = tried.command();
    String option = tried.option();
    String value = tried.value();
    List<String> words = new ArrayList<>(List.of(command.split(" ")));
    words.add(lake.folder().toString());
    words.addAll(option.isEmpty() ? List.of() : SUBJECTS.getOrDefault(command, List.of()));
    if (command.equals("run") && !option.equals("--runner")) {
      words.addAll(List.of("--runner", "direct"));
    }
    if (command.equals("restore") && !option.equals("--version")) {
      words.addAll(List.of("--version", "0"));
    }
    String below = FILES.contains(option) ? lake.folder() + "/" : "";
    words.add(option.isEmpty() ? value : option + "=" + below + value);
    try {
      Said answer = SmallLake.say(words.toArray(String[]::new));
      Hostile.fault(answer)
          .ifPresent(
              fault ->
                  faults.add(
                      "== %s %s=%s: %s\n%s"
                          .formatted(command, option, value, fault, answer.err())));
    } catch (RuntimeException e) {
      faults.add("== %s %s=%s: %s".formatted(command, option, value, e));
    }
  }
}
