package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import io.lavra.table.EngineSettings;
import io.lavra.table.FailureReason;
import io.lavra.table.TableException;
import io.lavra.table.duckdb.DuckDb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said if the machine gives no more: what happened, where, and what to do. */
class BrokenMachineTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @TempDir Path folder;
  private final List<Path> mounts = new ArrayList<>();

  @AfterEach
  void unmount() throws Exception {
    for (Path mount : mounts) {
      assertEquals(0, exit("umount", mount.toString()));
    }
  }

  @Test
  void theDiskOfTheTablesIsFull() throws Exception {
    SmallLake lake = noise();
    Path disk = disk(lake.folder().resolve(".lake"), "size=1m");
    assertEquals(
        "failed: there is no room for tables in LAKE/.lake/bronze/noise: N of N are free on the disk LAKE/.lake (tmpfs), and N were to be written. Make room on that disk, or keep the tables elsewhere, with root in lake.yaml.",
        reason(lake, "bronze.noise", "--set", "scratch=" + folder.resolve("scratch")));
    Files.write(disk.resolve("fill"), new byte[1 << 19]);
    assertEquals(
        "failed: there is no room for scratch in LAKE/.lake/.scratch: N of N are free on the disk LAKE/.lake (tmpfs), after what was begun was removed, or it takes no more files (see df -i). Make room on that disk, or name another folder with --set scratch=FOLDER.",
        reason(lake, "bronze.noise"));
  }

  @Test
  void otherDisksAreFull() throws Exception {
    SmallLake lake = noise();
    Path disk = disk(folder.resolve("disk"), "size=1m");
    assertEquals(
        1, exit("sh", "-c", "dd if=/dev/zero of=\"$0/fill\" bs=1k count=2k", disk.toString()));
    assertEquals(
        "failed: there is no room for scratch in FOLDER/disk/scratch: N of N are free on the disk FOLDER/disk (tmpfs). Make room on that disk, or name another folder with --set scratch=FOLDER.",
        reason(lake, "bronze.noise", "--set", "scratch=" + disk.resolve("scratch")));
    assertEquals(
        "there is no room for files in FOLDER/disk/docs: N of N are free on the disk FOLDER/disk (tmpfs). Make room on that disk, or name a folder on another disk.\n",
        told(lake.lavra("docs", "--to", disk.resolve("docs").toString()).err()));
    Path files = disk(folder.resolve("files"), "size=1m,nr_inodes=1");
    assertEquals(
        "there is no room for temporary files in FOLDER/files: N of N are free on the disk FOLDER/files (tmpfs), after what was begun was removed, or it takes no more files (see df -i). Make room on that disk, or name another folder with LAVRA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.\n",
        told(help(files, "/dev/null").err()));
  }

  @Test
  void standardOutputIsNotWhole() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
    assertEquals(
        new Said(
            1,
            "",
            "Standard output could not be written: No space left on device. What stands there is not whole. Send it to where there is room, and say it again.\n"),
        help(folder, "/dev/full"));
  }

  @Test
  void memoryAndItsScratchAreNotEnough() {
    SmallLake lake =
        SmallLake.empty(folder.resolve("lake"))
            .with("gold/sorted.yaml", "sql: sorted.sql\n")
            .with("gold/listed.yaml", "sql: listed.sql\n")
            .with(
                "gold/sorted.sql",
                "SELECT md5(CAST(range AS VARCHAR)) AS x FROM range(4000000) ORDER BY x")
            .with(
                "gold/listed.sql",
                "SELECT len(list(md5(CAST(range AS VARCHAR)))) AS x FROM range(4000000)");
    Said run =
        lake.run(
            Stream.of("memory=20", "scratch-limit=1", "parallelism=2")
                .flatMap(set -> Stream.of("--set", set))
                .toArray(String[]::new));
    assertEquals(
        """
        gold.listed                  failed     memory is full: a step may use 128 MB, and needs N more. Allow more with --set memory=MEGABYTES (now 20, shared by 2 steps), or let fewer share it with --set parallelism=1.
        gold.sorted                  failed     the limit of scratch is reached: a step may spill 1 MB to LAKE/.lake/.scratch, and needs N more. Allow more with --set scratch-limit=MEGABYTES, or memory to do without it with --set memory=MEGABYTES (now 20).
        """,
        told(run.err()));
    assertEquals(1, run.exit());
  }

  @Test
  void pagesOfAFileAreDamaged() throws Exception {
    SmallLake lake = noise();
    byte[] digits = new byte[1 << 18];
    new Random(1).nextBytes(digits);
    String lines = HexFormat.of().formatHex(digits).replaceAll("(.{64})", "1,$1\n");
    lake.with("landing/noise.csv", "id,text\n" + lines).run("-q");
    lake.with("gold/copy.yaml", "sql: copy.sql\n")
        .with("gold/copy.sql", "SELECT id, text FROM bronze.noise");
    Path data;
    try (Stream<Path> files = Files.walk(lake.folder().resolve(".lake/bronze"))) {
      data = files.filter(f -> f.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(data);
    Arrays.fill(bytes, bytes.length / 3, bytes.length / 3 + 50, (byte) 'X');
    assertEquals(true, data.toFile().setWritable(true));
    Files.write(data, bytes);
    assertEquals(
        "failed: bronze.noise is damaged: its file %s does not have the content that was written. Heal it with lavra repair bronze.noise."
            .formatted(lake.folder().resolve(".lake/bronze/noise").relativize(data)),
        reason(lake, "gold.copy"));
  }

  @Test
  void foldersThatCannotBe() {
    SmallLake lake = noise();
    String name = "y".repeat(300);
    Map<String, String> scratch =
        Map.of(
            "/dev/null/x",
            "there can be no scratch in /dev/null/x: there is already something at /dev/null. Mend that, or name another folder with --set scratch=FOLDER.",
            "/proc/x",
            "there can be no scratch in /proc/x: there is no file /proc/x. Mend that, or name another folder with --set scratch=FOLDER.",
            folder + "/" + name,
            "the disk D takes no name as long as FOLDER/%s. Use shorter names, also in what is partitioned by, or name another folder with --set scratch=FOLDER."
                .formatted(name));
    scratch.forEach(
        (place, says) ->
            assertEquals(
                "failed: " + says,
                reason(lake, "bronze.noise", "--set", "scratch=" + place)
                    .replaceAll("disk \\S+ \\S+ takes", "disk D takes")));
    assertEquals(
        "/dev/null/x cannot be there, something above it is no folder. Take that away, or name a folder on another disk.\n",
        lake.lavra("docs", "--to", "/dev/null/x").err());
  }

  @Test
  void scratchThatSomebodyTidiesUp() throws Exception {
    TableException failure;
    try (DuckDb duckDb = DuckDb.open(EngineSettings.of(folder.resolve("scratch")), 1, List.of())) {
      Path file = duckDb.scratch().resolve("x.parquet");
      Files.delete(duckDb.scratch());
      String copy = "COPY (SELECT 1) TO '%s'".formatted(file);
      failure = assertThrows(TableException.class, () -> duckDb.execute(copy));
      TableException own =
          assertThrows(
              TableException.class, () -> duckDb.text("SELECT error('Too many open files')"));
      assertEquals("Invalid Input Error: Too many open files", own.getMessage());
    }
    assertEquals(
        "something removed FOLDER/scratch/lavra-N/step-N/x.parquet, which was in use. Keep it from scratch in FOLDER/scratch, or name another folder with --set scratch=FOLDER.",
        told(FailureReason.of(failure)).replaceAll("(lavra|step)-[0-9a-f-]+", "$1-N"));
  }

  @Test
  void limitsOfTheProcess() throws Exception {
    assumeTrue(exit("prlimit", "--version") == 0, "there is no prlimit here");
    SmallLake lake = noise();
    Process child =
        new ProcessBuilder(
                JAVA,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Limited.class.getName(),
                lake.folder().toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(
        """
        --export-gx /dev/full: it cannot be written: there is no room for files in /dev: N of N are free on the disk /dev (devtmpfs), after what was begun was removed, or it takes no more files (see df -i). Make room on that disk, or name a folder on another disk.
        /dev/null/x cannot be there, something above it is no folder. Take that away, or name a folder on another disk.
        a file of scratch in LAKE/scratch grows larger than this process, or the disk D, allows. Raise the limit of the size of files (ulimit -f), or name another folder with --set scratch=FOLDER.
        LAKE/FILE cannot be opened, this process has all 256 files open that it may. Raise the limit of open files (ulimit -n), or do less at once with --set parallelism=1.
        """,
        told(said)
            .replaceAll("disk \\S+ \\S+, allows", "disk D, allows")
            .replaceAll("LAKE/\\S+ cannot", "LAKE/FILE cannot"));
    assertEquals(0, child.waitFor());
  }

  /** Runs in a process of its own, to which the machine gives less and less. */
  static final class Limited {
    private Limited() {}

    public static void main(String[] arguments) throws Exception {
      SmallLake lake = new SmallLake(Path.of(arguments[0]));
      // Classes that are not loaded by now are not found later, except in a jar that is open.
      System.out.print(lake.lavra("check", "bronze.noise", "--export-gx", "/dev/full").err());
      System.out.print(SmallLake.say("init", "/dev/null/x").err());
      Path scratch = lake.folder().resolve("scratch");
      try (DuckDb duckDb = DuckDb.open(EngineSettings.of(scratch), 1, List.of())) {
        limit("fsize=65536:");
        duckDb.execute(
            "COPY (SELECT md5(CAST(range AS VARCHAR)) FROM range(9999)) TO '%s/x.parquet'"
                .formatted(duckDb.scratch()));
      } catch (TableException e) {
        System.out.println(FailureReason.of(e));
      }
      limit("fsize=unlimited:");
      limit("nofile=256:");
      List<InputStream> open = new ArrayList<>();
      Said ls = new Said(0, "", "");
      // The machine may take back a file of a process that has ended a little later.
      while (ls.exit() == 0) {
        try {
          open.add(Files.newInputStream(Path.of("/dev/null")));
        } catch (IOException full) {
          ls = lake.lavra("ls");
        }
      }
      for (InputStream file : open) {
        file.close();
      }
      System.out.print(ls.err());
      System.exit(ls.exit() - 1);
    }

    private static void limit(String now) throws Exception {
      assertEquals(
          0, exit("prlimit", "--pid", "" + ProcessHandle.current().pid(), "--" + now), now);
    }
  }

  private SmallLake noise() {
    byte[] noise = new byte[1 << 10];
    Random random = new Random(1);
    StringBuilder lines = new StringBuilder("id,text\n");
    for (int id = 0; id < 1 << 10; id++) {
      random.nextBytes(noise);
      lines.append(id).append(',').append(Base64.getEncoder().encodeToString(noise)).append('\n');
    }
    return SmallLake.empty(folder.resolve("lake"))
        .with(
            "bronze/noise.yaml",
            "source: { files: landing/noise.csv, format: csv }\nexpectations: [ { expect_column_to_exist: { column: id } } ]\n")
        .with("landing/noise.csv", lines.toString());
  }

  private String reason(SmallLake lake, String table, String... options) {
    List<String> all = new ArrayList<>(List.of("--output", "json", "--select", table));
    all.addAll(List.of(options));
    return told(String.valueOf(lake.run(all.toArray(String[]::new)).tables().get(table)));
  }

  /** Without what changes from machine to machine, and from run to run. */
  private String told(String message) {
    return message
        .replace(folder.resolve("lake").toString(), "LAKE")
        .replace(folder.toString(), "FOLDER")
        .replaceAll("\\b[0-9.]+ [KMG]B (of|are|were|more)", "N $1")
        .replaceAll("of [0-9.]+ [KMG]B are", "of N are");
  }

  private Said help(Path temporary, String out) throws Exception {
    Process child =
        new ProcessBuilder(
                "sh",
                "-c",
                "exec \"$0\" -XX:-UsePerfData -XX:TieredStopAtLevel=1 \"-Djava.io.tmpdir=$1\" -cp \"$2\" io.lavra.cli.Lavra --help > \"$3\"",
                JAVA,
                temporary.toString(),
                System.getProperty("java.class.path"),
                out)
            .start();
    String err = new String(child.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(child.waitFor(), "", err);
  }

  private Path disk(Path at, String options) throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can mount a small disk");
    Files.createDirectories(at);
    assumeTrue(
        exit("mount", "-t", "tmpfs", "-o", options, "tmpfs", at.toString()) == 0,
        "no disk can be mounted here");
    mounts.add(at);
    return at;
  }

  private static int exit(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream();
        OutputStream in = process.getOutputStream()) {
      in.close();
      out.readAllBytes();
    }
    return process.waitFor();
  }
}
