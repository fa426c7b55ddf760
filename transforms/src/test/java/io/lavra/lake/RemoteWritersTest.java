package io.lavra.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.AppendingProcess.RemoteWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Many writers in two processes on one table of a real server. */
@NullUnmarked
@EnabledIfEnvironmentVariable(named = TestServer.VARIABLE, matches = TestServer.PATTERN)
class RemoteWritersTest {
  private static final int PROCESSES = 2;
  private static final int WRITERS = 4;
  private static final int COMMITS = 50;
  private static final int ALL = PROCESSES * WRITERS * COMMITS;

  @TempDir Path scratch;

  @Test
  void nothingIsLostAndNothingIsThereTwice() throws Exception {
    Location place = TestServer.emptyLocation();
    LakeWriter first = new RemoteWriter(place, scratch);
    first.append("first", 1);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(start(place.uri().substring("s3://".length()), i * WRITERS));
    }
    List<Long> versions = new ArrayList<>();
    for (Process process : processes) {
      new String(process.getInputStream().readAllBytes())
          .lines()
          .filter(line -> line.matches("\\d+"))
          .map(Long::valueOf)
          .forEach(versions::add);
      assertEquals(0, process.waitFor());
    }
    versions.sort(null);
    assertEquals(LongStream.rangeClosed(1, ALL).boxed().toList(), versions);
    TableVersion table = first.table().latest().orElseThrow();
    assertEquals(ALL, table.version());
    assertEquals(1 + ALL, table.rows());
    assertEquals(1 + ALL, table.files().stream().map(DataFile::path).distinct().count());
    Map<String, Long> marks = new TreeMap<>(Map.of("first", 1L));
    IntStream.range(0, PROCESSES * WRITERS).forEach(i -> marks.put("writer " + i, (long) COMMITS));
    assertEquals(marks, new TreeMap<>(table.marks()));
  }

  private static Process start(String place, int firstWriter) throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            AppendingProcess.class.getName(),
            place,
            String.valueOf(firstWriter),
            String.valueOf(WRITERS),
            String.valueOf(COMMITS))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
