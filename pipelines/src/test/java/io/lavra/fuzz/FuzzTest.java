package io.lavra.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.common.collect.Lists;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.lavra.cli.HostileFilesTest;
import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is read, a command ends soon, with an exit code and words for people, and touches and
 * tells nothing outside of the lake.
 *
 * <p>{@code -Dlavra.fuzz.rounds=N} says how many inputs of a kind are spoilt, {@code
 * -Dlavra.fuzz.seed=N} by which chance, and {@code -Dlavra.fuzz.first=N} from which of them on. A
 * fault names all three, so that it can be made again.
 */
class FuzzTest {
  private static final long SEED = Long.getLong("lavra.fuzz.seed", 20261130);
  private static final int FIRST = Integer.getInteger("lavra.fuzz.first", 0);
  private static final int ROUNDS = Integer.getInteger("lavra.fuzz.rounds", 8);

  /** How many inputs share a run, which costs more than what it reads. */
  private static final int TOGETHER = 50;

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Pattern RAW =
      Pattern.compile("\\tat |defect (of|in) Lavra|(INTERNAL|FATAL) Error|" + Around.SECRET);

  private static final List<String> KINDS_OF_LOGS =
      List.of(
          ".json",
          ".json",
          ".json",
          ".json",
          ".checkpoint.parquet",
          "_last_checkpoint",
          ".parquet");

  private static final List<String> COMMANDS =
      List.of(
          "ls",
          "show %s",
          "history %s",
          "plan",
          "doctor",
          "doctor --deep",
          "docs",
          "repair %s --dry-run",
          "repair %s --yes -q --runner direct",
          "run --runner direct -q");

  @TempDir Path folder;
  private Around around;
  private final List<String> faults = new ArrayList<>();

  /** A process's first command loads what later ones find loaded. */
  @BeforeAll
  static void warmUp(@TempDir Path folder) {
    SmallLake.shop(folder).run("-q");
  }

  @BeforeEach
  void plant() throws IOException {
    around = Around.plant(folder);
  }

  @AfterEach
  void tell() {
    assertEquals("", String.join("\n", faults));
  }

  @Test
  void definitions() throws IOException {
    SmallLake lake = new SmallLake(around.lake());
    HostileFilesTest.FILES.forEach(lake::with);
    List<String> files = List.copyOf(HostileFilesTest.FILES.keySet());
    for (int number : numbers()) {
      Mutator mutator = mutator("definitions", number);
      String file = mutator.oneOf(files);
      byte[] whole = bytes(HostileFilesTest.FILES.get(file));
      lake.with(file, mutator.spoil(whole));
      tried("definitions", List.of(number), () -> lake.lavra("validate"));
      lake.with(file, whole);
    }
  }

  @Test
  void suites() throws IOException {
    checked(
        "suites",
        (name, mutator) ->
            switch (mutator.oneOf(List.of("gx", "dqdl", "yaml"))) {
              case "gx" ->
                  Map.of(
                      "silver/" + name + ".json",
                      mutator.spoil(bytes(Corpus.GX)),
                      "silver/" + name + ".yaml",
                      bytes(Corpus.ORDERS + "expectations:\n- gx: " + name + ".json\n"));
              case "dqdl" ->
                  Map.of(
                      "silver/" + name + ".dqdl",
                      mutator.spoil(bytes(Corpus.DQDL)),
                      "silver/" + name + ".yaml",
                      bytes(Corpus.ORDERS));
              default ->
                  Map.of(
                      "silver/" + name + ".yaml",
                      bytes(
                          Corpus.ORDERS + "expectations:\n" + mutator.spoil(Corpus.EXPECTATIONS)));
            });
  }

  @Test
  void sql() throws IOException {
    checked(
        "sql",
        (name, mutator) -> {
          if (mutator.oneOf(List.of(true, false))) {
            return Map.of(
                "gold/" + name + ".yaml",
                bytes("sql: " + name + ".sql\n"),
                "gold/" + name + ".sql",
                mutator.spoil(bytes(mutator.oneOf(Corpus.STATEMENTS))));
          }
          String condition = mutator.spoil(mutator.oneOf(Corpus.CONDITIONS));
          String place = mutator.oneOf(Corpus.PLACES);
          String sql = place.contains("query") ? "select * from {batch} where " : "";
          String quoted = TextNode.valueOf(sql + condition).toString();
          return Map.of("silver/" + name + ".yaml", bytes(Corpus.ORDERS + place.formatted(quoted)));
        });
  }

  @Test
  void csv() throws IOException {
    String files = "{ files: '%s', bad-files: quarantine, format: csv";
    landed(
        "csv",
        new Landing("csv", files + " }", Corpus.CSV),
        new Landing("csv", files + ", csv: { quote: '', encoding: windows-1252 } }", Corpus.CSV),
        new Landing(
            "csv",
            files + ", csv: { header: false, names: [id, name, amount, day, at, flag, list] } }",
            Corpus.CSV));
  }

  @Test
  void json() throws IOException {
    String files = "{ files: '%s', bad-files: quarantine, format: ";
    landed(
        "json",
        new Landing("jsonl", files + "jsonl }", Corpus.JSON_LINES),
        new Landing("json", files + "json }", Corpus.JSON));
  }

  @Test
  void documents() throws IOException {
    landed(
        "documents",
        new Landing("md", "{ documents: '%s' }", Corpus.MARKDOWN),
        new Landing("html", "{ documents: '%s' }", Corpus.HTML),
        new Landing("txt", "{ documents: '%s' }", Corpus.TEXT));
  }

  /** The logs of a lake's tables and records, their checkpoints, and the data files themselves. */
  @Test
  void logs() throws IOException {
    SmallLake whole = lakeWithLogs(folder.resolve("whole"));
    around = Around.plant(folder.resolve("damaged"));
    List<Path> files;
    try (Stream<Path> all = Files.walk(whole.folder().resolve(".lake"))) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (int number : numbers()) {
      Mutator mutator = mutator("logs", number);
      String kind = mutator.oneOf(KINDS_OF_LOGS);
      Path file = mutator.oneOf(files.stream().filter(f -> f.toString().endsWith(kind)).toList());
      Path place = whole.folder().relativize(file);
      String table = place.getName(1) + "." + place.getName(2);
      SmallLake lake = new SmallLake(around.lake());
      copy(whole.folder(), lake.folder());
      lake.with(place.toString(), mutator.spoil(Files.readAllBytes(file)));
      List<String> words =
          new ArrayList<>(List.of(mutator.oneOf(COMMANDS).formatted(table).split(" ")));
      words.add(1, lake.folder().toString());
      tried("logs", List.of(number), () -> SmallLake.say(words.toArray(String[]::new)));
      MoreFiles.deleteDirectoryContents(lake.folder(), RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  /** Files of one table, of which {@code name} is the name. */
  private interface Definition {
    Map<String, byte[]> of(String name, Mutator mutator);
  }

  /**
   * Tables over {@code silver.orders}: each alone is validated, and all that are valid are built.
   */
  private void checked(String kind, Definition definition) throws IOException {
    SmallLake lake =
        SmallLake.empty(around.lake())
            .with("bronze/orders.yaml", "source: { files: landing/*.csv, format: csv }\n")
            .with("silver/orders.yaml", Corpus.ORDERS.replace("silver.orders", "bronze.orders"))
            .with("landing/orders.csv", Corpus.LANDED)
            .with("macros/m.sql", "create macro twice(x) as x * 2;\n");
    Map<String, byte[]> whole = new LinkedHashMap<>();
    for (int number = 0; number < 6; number++) {
      whole.putAll(definition.of("w" + number, new Mutator(random(kind, number), 0)));
    }
    whole.forEach(lake::with);
    assertEquals("", lake.lavra("validate").err());
    remove(lake, whole);
    for (List<Integer> numbers : Lists.partition(numbers(), TOGETHER)) {
      Map<String, byte[]> valid = new LinkedHashMap<>();
      for (int number : numbers) {
        Map<String, byte[]> files = definition.of("t" + number, mutator(kind, number));
        files.forEach(lake::with);
        Said said = tried(kind, List.of(number), () -> lake.lavra("validate"));
        if (said.exit() == 0) {
          valid.putAll(files);
        }
        remove(lake, files);
      }
      valid.forEach(lake::with);
      tried(kind, numbers, () -> lake.run("-q"));
      remove(lake, valid);
    }
  }

  /**
   * What lands in a table.
   *
   * @param ending of its files
   * @param source in the table file, with a place for the pattern
   */
  private record Landing(String ending, String source, List<String> corpus) {
    String place(int table, String name) {
      return "landing/%s/%s.%s".formatted(table, name, ending);
    }
  }

  /** Files that arrive, beside a whole one, for tables that go on without what cannot be read. */
  private void landed(String kind, Landing... tables) throws IOException {
    for (List<Integer> numbers : Lists.partition(numbers(), TOGETHER)) {
      MoreFiles.deleteDirectoryContents(around.lake(), RecursiveDeleteOption.ALLOW_INSECURE);
      SmallLake lake = SmallLake.empty(around.lake());
      for (int i = 0; i < tables.length; i++) {
        String source = tables[i].source().formatted(tables[i].place(i, "*"));
        lake.with("bronze/t" + i + ".yaml", "source: " + source + "\n")
            .with(tables[i].place(i, "whole"), tables[i].corpus().get(0));
        if (!kind.equals("documents")) {
          lake.with("silver/t" + i + ".yaml", "from: bronze.t" + i + "\n" + Corpus.TYPED);
        }
      }
      for (int number : numbers) {
        int i = number % tables.length;
        Mutator mutator = mutator(kind, number);
        byte[] whole = bytes(mutator.oneOf(tables[i].corpus()));
        lake.with(tables[i].place(i, "n" + number), mutator.spoil(whole));
      }
      Said run = tried(kind, numbers, () -> lake.run("--output", "json"));
      if (run.exit() != 0) {
        fault(kind, numbers, "a file harms more than itself", run);
      } else {
        run.json().get("tables").forEach(table -> account(kind, numbers, table, run));
      }
      String place = lake.folder().toString();
      tried(kind, numbers, () -> SmallLake.say("quarantine", "show", place, "bronze.t0", "--all"));
      tried(kind, numbers, () -> lake.lavra("show", "bronze.t0", "--limit", "1000"));
    }
  }

  private void account(String kind, List<Integer> numbers, JsonNode table, Said run) {
    long left = table.get("rows_read").asLong();
    for (String part : List.of("published", "quarantined", "deduplicated", "filtered")) {
      left -= table.get("rows_" + part).asLong();
    }
    if (left != 0) {
      fault(kind, numbers, left + " rows of " + table.get("table") + " are lost", run);
    }
  }

  /** Orders of two days: commits, checkpoints of every version, records. */
  private static SmallLake lakeWithLogs(Path place) throws IOException {
    SmallLake lake = SmallLake.shop(place);
    lake.run("-q");
    for (String table : List.of("bronze/orders", "silver/stg_orders")) {
      lake.edit(
          ".lake/" + table + "/_delta_log/00000000000000000000.json",
          "\"configuration\":{}",
          "\"configuration\":{\"delta.checkpointInterval\":\"1\"}");
    }
    lake.with("landing/orders_2.csv", "Order;Customer;Amount;Placed\n3;Eva;1,00;2026-01-04\n");
    assertEquals(0, lake.run("-q").exit());
    return lake;
  }

  private Said tried(String kind, List<Integer> numbers, Supplier<Said> command)
      throws IOException {
    Duration patience = PATIENCE.multipliedBy(numbers.size());
    Said said =
        assertTimeoutPreemptively(
            patience, command::get, () -> place(kind, numbers) + ": no end, and before " + faults);
    Matcher raw = RAW.matcher(said.out() + said.err());
    if (said.exit() < 0 || said.exit() > 3) {
      fault(kind, numbers, "exit " + said.exit(), said);
    } else if (raw.find()) {
      fault(kind, numbers, "says \"" + raw.group().strip() + "\"", said);
    }
    around.touched().ifPresent(change -> fault(kind, numbers, change, said));
    return said;
  }

  private void fault(String kind, List<Integer> numbers, String what, Said said) {
    faults.add("== %s: %s\n%s%s".formatted(place(kind, numbers), what, said.out(), said.err()));
  }

  private static String place(String kind, List<Integer> numbers) {
    return "%s, -Dlavra.fuzz.seed=%s -Dlavra.fuzz.first=%s -Dlavra.fuzz.rounds=%s"
        .formatted(kind, SEED, numbers.get(0), numbers.size());
  }

  private static List<Integer> numbers() {
    return IntStream.range(FIRST, FIRST + ROUNDS).boxed().toList();
  }

  private static Mutator mutator(String kind, int number) {
    return new Mutator(random(kind, number), 2);
  }

  private static RandomGenerator random(String kind, int number) {
    return new SplittableRandom(SEED ^ ((long) kind.hashCode() << 32) ^ number);
  }

  private static void remove(SmallLake lake, Map<String, byte[]> files) throws IOException {
    for (String file : files.keySet()) {
      Files.delete(lake.folder().resolve(file));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(f -> !f.equals(from)).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
