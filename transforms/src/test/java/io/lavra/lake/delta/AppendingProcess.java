package io.lavra.lake.delta;

import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.io.Scratch;
import io.lavra.lake.storage.Storage;
import io.lavra.lake.storage.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.NullUnmarked;

/** Several writers of one table on a server in a process of their own; prints their versions. */
@NullUnmarked
final class AppendingProcess {
  private AppendingProcess() {}

  /**
   * @param arguments the place of the table, the number of the first writer, how many writers, how
   *     many commits each
   */
  public static void main(String[] arguments) throws Exception {
    Location table = TestServer.location(arguments[0]);
    int first = Integer.parseInt(arguments[1]);
    int writers = Integer.parseInt(arguments[2]);
    int commits = Integer.parseInt(arguments[3]);
    Path scratch = Files.createTempDirectory("lavra-appending");
    ExecutorService pool = Executors.newFixedThreadPool(writers);
    List<Callable<List<Long>>> tasks = new ArrayList<>();
    for (int writer = first; writer < first + writers; writer++) {
      String name = "writer " + writer;
      tasks.add(() -> append(new RemoteWriter(table, scratch), name, commits));
    }
    for (Future<List<Long>> done : pool.invokeAll(tasks)) {
      done.get().forEach(System.out::println);
    }
    pool.shutdown();
    Scratch.remove(scratch);
  }

  private static List<Long> append(LakeWriter writer, String name, int commits) throws IOException {
    List<Long> versions = new ArrayList<>();
    for (int number = 1; number <= commits; number++) {
      versions.add(writer.append(name, number).version());
    }
    return versions;
  }

  /** Writes its files aside and brings them to the server. */
  static final class RemoteWriter extends LakeWriter {
    private final Location root;

    RemoteWriter(Location root, Path scratch) {
      super(scratch);
      this.root = root;
    }

    @Override
    DeltaTable table() {
      return DeltaTable.at(root);
    }

    @Override
    DataFile file() throws IOException {
      DataFile file = super.file();
      Storage.at(root).put(file.path(), folder.resolve(file.path()));
      return file;
    }
  }
}
