package io.lavra.table.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OrtEnvironment;
import com.github.luben.zstd.Zstd;
import io.lavra.table.FailureReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.treesitter.TSParser;
import org.xerial.snappy.Snappy;

/** Libraries that unpack native code where there is no room, the first time and later. */
class NativeLibrariesTest {
  private interface FirstUse {
    void make() throws Exception;
  }

  /** Runs in a process of its own, whose files may have 10 KB. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      List<FirstUse> libraries =
          List.of(
              () -> Zstd.compressBound(1),
              () -> Snappy.compress("text"),
              () -> DriverManager.getConnection("jdbc:duckdb:").close(),
              OrtEnvironment::getEnvironment,
              TSParser::new);
      for (FirstUse library : libraries) {
        System.out.println(failure(library) + failure(library));
      }
    }

    private static String failure(FirstUse library) {
      try {
        library.make();
        return "loaded ";
      } catch (Exception | Error e) { // among them errors of their own
        String words = FailureReason.of(e);
        boolean told =
            words.startsWith(
                    "a native library cannot be unpacked to %s and loaded: ".formatted(PLACE))
                && words.endsWith(
                    ". Make room for 200 MB there, or name another folder with LAVRA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.");
        return told && !FailureReason.isDefect(e) ? "told " : words;
      }
    }

    private static final String PLACE = System.getProperty("java.io.tmpdir");
  }

  @Test
  void areSaidToNeedRoom(@TempDir Path folder) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 20; exec \"$0\" -XX:-UsePerfData \"-Djava.io.tmpdir=$1\" -cp \"$2\" \"$3\" | cat",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                folder.toString(),
                System.getProperty("java.class.path"),
                Program.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD) // Snappy shows its own trace
            .start();
    String out = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("told told \n".repeat(5), out);
    assertEquals(0, child.waitFor());
  }
}
