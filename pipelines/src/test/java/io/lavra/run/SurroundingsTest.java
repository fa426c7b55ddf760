package io.lavra.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run does the same wherever it runs, and ends if it cannot. */
@Tag("slow")
class SurroundingsTest {
  private static final List<String> ARABIC =
      List.of("-Xmx512m", "-Duser.language=ar", "-Duser.country=EG");

  private final SmallLake lake;

  SurroundingsTest(@TempDir Path folder) {
    lake = SmallLake.shop(folder);
  }

  private Said child(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    return ChildJvm.start(options, arguments).await();
  }

  @Test
  void digitsAreThoseOfAscii() throws IOException, InterruptedException {
    String place = lake.folder().toString();
    Said run = child(ARABIC, "run", place, "--runner", "direct", "--output", "json");
    assertEquals(0, run.exit(), run::err);
    Map<String, String> published = run.tables();
    assertEquals(
        java.util.Set.of("published: new table"), java.util.Set.copyOf(published.values()));
    assertEquals(0, lake.version("gold.pages"));
    Said again = lake.run();
    assertEquals(0, again.exit(), again::err);
    for (String command : List.of("ls", "history", "docs", "plan")) {
      List<String> arguments =
          command.equals("history")
              ? List.of(command, "gold.pages", place)
              : List.of(command, place);
      Said here = SmallLake.say(arguments.toArray(String[]::new));
      assertEquals(here, child(ARABIC, arguments.toArray(String[]::new)), command);
    }
  }

  /** Which Flink itself reads, also the one in this process. */
  @Test
  void aFolderOfFlinksConfigurationThatIsNotThere() throws IOException, InterruptedException {
    Map<String, String> environment = Map.of("FLINK_CONF_DIR", "/nowhere");
    Said run = ChildJvm.start(environment, "run", lake.folder().toString(), "-q").await();
    assertEquals(
        "FLINK_CONF_DIR is /nowhere, and no configuration can be read there: The given configuration directory name '/nowhere' (/nowhere) does not describe an existing directory. See docs/cli.md.\n",
        run.out() + run.err());
    assertEquals(1, run.exit());
  }

  @Test
  void tooLittleMemoryEndsTheRun() throws IOException, InterruptedException {
    Said run = child(List.of("-Xmx40m"), "run", lake.folder().toString(), "-q");
    assertEquals(1, run.exit());
    assertTrue((run.out() + run.err()).contains("Java's memory is full ("), run::err);
    assertEquals(0, lake.run("-q").exit());
  }
}
