package io.lavra.cli;

import io.lavra.lake.Location;
import io.lavra.lake.storage.Storage;
import io.lavra.project.Lake;
import io.lavra.project.Target;
import io.lavra.run.job.FlinkCluster;
import io.lavra.run.job.FlinkCluster.Capacity;
import io.lavra.run.record.LakeState;
import io.lavra.table.duckdb.DuckDb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = "Checks the machine, the storage and the cluster, and says what to do.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin Common common = new Common();

  @Option(
      names = "--flink-master",
      paramLabel = "HOST:PORT",
      description = "Also look whether this Flink cluster answers.")
  @Nullable String flinkMaster;

  @Option(names = "--deep", description = "Look at every byte of every table.")
  boolean deep;

  private int bad;

  /** A thing to be looked at; its answer is shown, an exception is a finding. */
  private interface Look {
    String at() throws Exception;
  }

  @Override
  public Integer call() throws IOException {
    common.start();
    common.noSubjects();
    look("java", DoctorCommand::java);
    look("machine", DoctorCommand::machine);
    look("duckdb", DoctorCommand::duckDb);
    look("lake", () -> common.lake().tables().size() + " tables");
    if (bad == 0) {
      Lake lake = common.lake();
      look("scratch", () -> scratch(common.engine(lake).scratch()));
      look("storage", () -> storage(lake));
      if (bad == 0) {
        bad += new ExamineTables(lake, LakeState.read(lake, common.target), deep).print();
      }
    }
    if (flinkMaster != null) {
      String master = flinkMaster;
      look("flink", () -> flink(master));
    }
    return bad == 0 ? ExitCodes.OK : ExitCodes.FAILED;
  }

  private void look(String what, Look look) {
    try {
      System.out.printf("ok    %-8s %s%n", what, look.at());
    } catch (Exception e) {
      bad++;
      System.out.printf(
          "BAD   %-8s %s%n", what, e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private static String java() {
    return Runtime.version() + ", heap " + (Runtime.getRuntime().maxMemory() >> 20) + " MB";
  }

  private static String machine() {
    return Runtime.getRuntime().availableProcessors() + " processors";
  }

  private static String duckDb() {
    try (DuckDb duckDb = DuckDb.withoutFiles()) {
      return String.valueOf(duckDb.text("SELECT version()"));
    }
  }

  private static String scratch(String folder) throws IOException {
    Path path = Files.createDirectories(Path.of(folder));
    long free = Files.getFileStore(path).getUsableSpace() >> 20;
    if (free < 2_000) {
      throw new IOException(
          "%s has only %s MB free. Make room, or use --set scratch=FOLDER.".formatted(path, free));
    }
    return "%s, %s MB free".formatted(path, free);
  }

  /** Tries on every layer what publishing needs: a file that can be created once, and not twice. */
  private String storage(Lake lake) throws IOException {
    LakeState state = LakeState.read(lake, common.target);
    Target target = lake.target(common.target);
    for (Location layer : target.layers().values()) {
      Storage storage = Storage.at(layer);
      String probe = "_lavra/probe-" + UUID.randomUUID();
      storage.create(probe, "probe".getBytes(StandardCharsets.UTF_8));
      try {
        storage.create(probe, "twice".getBytes(StandardCharsets.UTF_8));
        throw new IOException(
            layer.uri()
                + " lets a file be created twice, so two runs could overwrite each other. Use another storage.");
      } catch (FileAlreadyExistsException e) {
        storage.delete(probe);
      }
    }
    return "%s, %s tables exist".formatted(target.name(), state.versions().size());
  }

  private static String flink(String master) {
    Capacity capacity = new FlinkCluster(master).capacity();
    if (capacity.slots() == 0) {
      throw new UsageException(
          "The Flink cluster at %s has no TaskManager. Start one.".formatted(master));
    }
    return "%s, %s TaskManagers, %s slots"
        .formatted(master, capacity.taskManagers(), capacity.slots());
  }
}
