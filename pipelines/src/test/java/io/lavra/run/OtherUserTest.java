package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lavra.cli.Lavra;
import io.lavra.lake.io.TemporaryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a second, real user of the machine can see and do. */
class OtherUserTest {
  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  /** Reads all there is, such as the class path in root's home, and writes nothing. */
  private static final List<String> READER =
      concat(NOBODY, List.of("--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"));

  @TempDir Path folder;

  @BeforeEach
  void thereIsAnotherUser() throws Exception {
    assumeTrue(
        System.getProperty("user.name").equals("root"),
        "only root can be another user, too, and this is not root");
    assumeTrue(say(READER, "true").exit() == 0, "setpriv may not give up root's rights here");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void temporaryFilesAreTheirUsersAlone() throws Exception {
    SmallLake lake = SmallLake.shop(folder.resolve("lake"));
    Path shared = shared();
    Path pipe = shared.resolve("lavra-1.lock");
    assertEquals(0, say(NOBODY, "mkfifo", "-m", "600", pipe.toString()).exit());
    Set<String> modes = new TreeSet<>();
    Said looked = null;
    Process run =
        lavra(shared, List.of(), "run", lake.folder().toString(), "--select", "bronze.clicks")
            .start();
    do {
      for (Path path : list(shared)) {
        modes.add((Files.isDirectory(path) ? "d" : "-") + mode(path));
        if (Files.isDirectory(path) && looked == null) {
          looked = say(NOBODY, "sh", "-c", "ls " + path + "; cat " + path + "/*");
        }
      }
    } while (!run.waitFor(10, TimeUnit.MILLISECONDS));
    assertEquals(0, run.exitValue());
    assertEquals(Set.of("drwx------", "-rw-------"), modes);
    assertEquals(List.of(pipe), list(shared));
    assertNotEquals(null, looked);
    assertEquals("", looked.out());
    assertEquals("drwx------", "d" + mode(lake.folder().resolve(".lake/.scratch")));
  }

  @Test
  void aFolderThatAnotherUserHasMadeIsRefused() throws Exception {
    SmallLake lake = SmallLake.shop(folder.resolve("lake"));
    Path shared = shared();
    Path squatted = shared.resolve("squatted");
    Path link = shared.resolve("link");
    assertEquals(0, say(NOBODY, "mkdir", "-m", "777", squatted.toString()).exit());
    assertEquals(0, say(NOBODY, "ln", "-s", folder.toString(), link.toString()).exit());
    for (Path path : List.of(squatted, link)) {
      Said said = say(lavra(path, List.of(), "ls", lake.folder().toString()));
      assertEquals(new Said(1, "", refusal(path)), said);
      Said run = lake.run("--set", "scratch=" + path);
      assertEquals(1, run.exit());
      assertEquals(
          "bronze.orders                failed     " + refusal(path),
          run.err().lines().filter(line -> line.startsWith("bronze.orders")).findFirst().get()
              + "\n");
    }
  }

  private static String refusal(Path path) {
    return path
        + " belongs to the user nobody, who could change what is put there. Name a folder of your own: for scratch with --set scratch=FOLDER, for temporary files with LAVRA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.\n";
  }

  @Test
  void whoMayNotWriteCanRead() throws Exception {
    SmallLake lake = SmallLake.shop(folder.resolve("lake"));
    lake.run("-q");
    Path site = shared();
    String at = lake.folder().toString();
    List<List<String>> commands =
        List.of(
            List.of("validate", at),
            List.of("plan", at),
            List.of("ls", at),
            List.of("show", at, "gold.pages", "--format", "csv"),
            List.of("history", at, "gold.pages"),
            List.of("check", at, "silver.stg_orders"),
            List.of("profile", at, "silver.stg_orders"),
            List.of("suggest", at, "silver.stg_orders"),
            List.of("search", at, "late deliveries"),
            List.of("quarantine", "ls", at),
            List.of("quarantine", "show", at, "silver.stg_orders"),
            List.of("docs", at, "--to", site.resolve("docs").toString()),
            List.of("docs", at),
            List.of("run", at, "--runner", "direct"));
    ProcessBuilder reader = lavra(site, READER, "");
    reader.command().set(reader.command().size() - 2, Commands.class.getName());
    reader
        .command()
        .set(
            reader.command().size() - 1,
            String.join("\n", commands.stream().map(words -> String.join("\t", words)).toList()));
    reader.environment().remove("HOME");
    Said said = say(reader);
    assertEquals(
        """
        Nothing found. Only tables with embeddings are searched; has the lake run?
        The user nobody may not write to LAKE/.lake, which belongs to root. Name another folder with --to DIR.
        The user nobody may not write to LAKE/.lake/bronze/clicks, which belongs to root. Use Lavra as a user who may, or let this one; commands that only read need no right to write.
        """,
        said.err().replace(at, "LAKE"));
    assertEquals(
        commands.stream().map(c -> c.get(0) + (readsOnly(c) ? " 0" : " 1")).toList(),
        said.out()
            .lines()
            .filter(line -> line.startsWith("EXIT "))
            .map(line -> line.substring(5))
            .toList());
  }

  private static boolean readsOnly(List<String> command) {
    return !command.get(0).equals("run") && !(command.get(0).equals("docs") && command.size() == 2);
  }

  /** Commands one after another, in one process. */
  static final class Commands {
    private Commands() {}

    public static void main(String[] commands) throws IOException {
      TemporaryFiles.keepToThisUser();
      for (String command : commands[0].split("\n", -1)) {
        System.out.println(
            "EXIT " + command.split("\t", -1)[0] + " " + Lavra.execute(command.split("\t", -1)));
      }
      System.exit(0);
    }
  }

  /** A folder as {@code /tmp} is. */
  private Path shared() throws Exception {
    Path shared = Files.createDirectory(folder.resolve("shared"));
    assertEquals(0, say(List.of(), "chmod", "1777", shared.toString()).exit());
    return shared;
  }

  private static ProcessBuilder lavra(Path temporary, List<String> as, String... arguments) {
    List<String> command = new ArrayList<>(as);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String part : List.of("lang", "util", "nio", "time")) {
      command.add("--add-opens=java.base/java." + part + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("-Xmx512m", "-Djava.io.tmpdir=" + temporary));
    command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Lavra.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static Said say(List<String> as, String... command) throws Exception {
    return say(new ProcessBuilder(concat(as, List.of(command))));
  }

  private static Said say(ProcessBuilder command) throws Exception {
    Path err = Files.createTempFile("lavra-said", ".err");
    Process process = command.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Said said = new Said(process.waitFor(), out, Files.readString(err));
    Files.delete(err);
    return said;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  private static List<String> concat(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
