package io.lavra.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
  private static final int WRITERS = 8;

  @TempDir private Path folder = Path.of("");

  @Test
  void runsAtOnceDoNotUndoOneAnother() throws Exception {
    Set<String> tables =
        IntStream.range(0, WRITERS).mapToObj(n -> "gold.t" + n).collect(Collectors.toSet());
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    List<Future<?>> writers = new ArrayList<>();
    for (String table : tables) {
      writers.add(
          threads.submit(
              () -> {
                new TextFile(folder.resolve("a.prom")).write(rows("local", table, 1), tables);
                return true;
              }));
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    threads.shutdown();
    assertEquals(tables, told().keySet());
  }

  @Test
  void anotherTargetsTablesStay() throws Exception {
    TextFile file = new TextFile(folder.resolve("a.prom"));
    file.write(rows("minio", "gold.old", 1), Set.of("gold.old"));
    file.write(rows("local", "gold.old", 2), Set.of("gold.old"));
    file.write(rows("local", "gold.new", 3), Set.of("gold.new"));
    assertEquals(Map.of("gold.old", 1.0, "gold.new", 3.0), told());
    try (var files = Files.list(folder)) {
      assertEquals(
          new TreeSet<>(Set.of(".a.prom.lock", "a.prom")),
          files
              .map(path -> path.getFileName().toString())
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  private static List<Sample> rows(String target, String table, double rows) {
    return List.of(Sample.of(Family.TABLE_ROWS, Group.of("shop", target).with(table), rows));
  }

  private Map<String, Double> told() throws Exception {
    return TextLines.read(Files.readString(folder.resolve("a.prom"))).stream()
        .collect(Collectors.toMap(sample -> sample.group().table(), Sample::value));
  }
}
