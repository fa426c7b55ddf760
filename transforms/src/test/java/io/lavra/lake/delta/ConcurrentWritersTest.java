package io.lavra.lake.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.ConcurrentPublishException;
import io.lavra.lake.delta.DeltaTable.Outcome;
import io.lavra.lake.delta.DeltaTable.Outcome.AlreadyPublished;
import io.lavra.lake.delta.DeltaTable.Outcome.Published;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
@Tag("slow")
class ConcurrentWritersTest {
  private static final int WRITERS = 8;
  private static final int COMMITS = 50;

  @TempDir Path folder;

  @Test
  void manyAppendersLoseNothingAndWriteNothingTwice() throws Exception {
    LakeWriter first = new LakeWriter(folder);
    first.append("first", 1);
    List<Callable<List<Long>>> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String appender = "writer " + i;
      writers.add(
          () -> {
            LakeWriter writer = new LakeWriter(folder);
            List<Long> versions = new ArrayList<>();
            for (int number = 1; number <= COMMITS; number++) {
              versions.add(writer.append(appender, number).version());
            }
            return versions;
          });
    }
    List<Long> versions = new ArrayList<>();
    together(writers).forEach(versions::addAll);
    versions.sort(null);
    assertEquals(LongStream.rangeClosed(1, WRITERS * COMMITS).boxed().toList(), versions);

    TableVersion table = first.table().latest().orElseThrow();
    assertEquals(1 + WRITERS * COMMITS, table.files().size());
    assertEquals(1 + WRITERS * COMMITS, table.rows());
    Map<String, Long> marks = new TreeMap<>(Map.of("first", 1L));
    IntStream.range(0, WRITERS).forEach(i -> marks.put("writer " + i, (long) COMMITS));
    assertEquals(marks, new TreeMap<>(table.marks()));
    assertEquals(
        LongStream.rangeClosed(-WRITERS * COMMITS, 0).map(i -> -i).boxed().toList(),
        first.table().history().stream().map(VersionInfo::version).toList());
  }

  @Test
  void ofManyCreatorsOneWins() throws Exception {
    List<Callable<String>> creators = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      LakeWriter writer = new LakeWriter(folder);
      Commit commit = writer.commit("writer " + i, 1, -1, List.of(writer.file()), List.of());
      creators.add(() -> outcome(writer.table(), commit));
    }
    List<String> outcomes = new ArrayList<>(together(creators));
    outcomes.sort(null);
    List<String> expected = new ArrayList<>(List.of("Published[version=0]"));
    IntStream.range(1, WRITERS).forEach(i -> expected.add(0, "0 came first"));
    assertEquals(expected, outcomes);
    assertEquals(1, new LakeWriter(folder).table().latest().orElseThrow().files().size());
  }

  @Test
  void twinsOfOneRunPublishOnce() throws Exception {
    LakeWriter writer = new LakeWriter(folder);
    writer.append(1);
    List<Callable<Outcome>> twins = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Commit commit = writer.appending(2);
      twins.add(() -> new LakeWriter(folder).table().publish(commit));
    }
    List<Outcome> outcomes = together(twins);
    assertEquals(1, outcomes.stream().filter(new Published(1)::equals).count());
    assertEquals(WRITERS - 1, outcomes.stream().filter(new AlreadyPublished(1)::equals).count());
    assertEquals(2, writer.table().latest().orElseThrow().files().size());
  }

  private static String outcome(DeltaTable table, Commit commit) {
    try {
      return table.publish(commit).toString();
    } catch (ConcurrentPublishException lost) {
      return lost.winner() + " came first";
    }
  }

  private static <T> List<T> together(List<Callable<T>> tasks) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
    List<T> results = new ArrayList<>();
    for (Future<T> done : pool.invokeAll(tasks)) {
      results.add(done.get());
    }
    pool.shutdown();
    return results;
  }
}
