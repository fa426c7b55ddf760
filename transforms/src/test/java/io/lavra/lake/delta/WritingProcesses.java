package io.lavra.lake.delta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.delta.AppendingProcess.RemoteWriter;
import io.lavra.lake.storage.TestServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.NullUnmarked;

/** 8 writers in 2 processes who bring 160 commits to one table of a real server. */
@NullUnmarked
final class WritingProcesses implements AutoCloseable {
  private static final int PROCESSES = 2;
  private static final int WRITERS = 4;
  private static final int COMMITS = 20;
  static final int ALL = PROCESSES * WRITERS * COMMITS;

  private final List<Process> processes = new ArrayList<>();
  private final List<Path> said = new ArrayList<>();
  private final LakeWriter first;

  /**
   * @param server as in {@link TestServer#VARIABLE}: how the processes reach it
   */
  WritingProcesses(Location place, String server, Path scratch) throws IOException {
    first = new RemoteWriter(place, scratch);
    first.append("first", 1);
    for (int i = 0; i < PROCESSES; i++) {
      said.add(scratch.resolve("versions-" + i));
      String bucket = place.uri().substring("s3://".length());
      processes.add(start(bucket, i * WRITERS, server, said.get(i).toFile()));
    }
  }

  boolean run() {
    return processes.stream().anyMatch(Process::isAlive);
  }

  long version() {
    return first.table().latest().orElseThrow().version();
  }

  void requireEachCommitOnce() throws Exception {
    List<Long> versions = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.get(i).waitFor(10, TimeUnit.MINUTES);
      assertEquals(0, processes.get(i).exitValue());
      Files.readAllLines(said.get(i)).stream()
          .filter(line -> line.matches("\\d+"))
          .map(Long::valueOf)
          .forEach(versions::add);
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

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }

  private static Process start(String place, int firstWriter, String server, File said)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder process =
        new ProcessBuilder(
                java,
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                AppendingProcess.class.getName(),
                place,
                String.valueOf(firstWriter),
                String.valueOf(WRITERS),
                String.valueOf(COMMITS))
            .redirectOutput(said)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    process.environment().put(TestServer.VARIABLE, server);
    return process.start();
  }
}
