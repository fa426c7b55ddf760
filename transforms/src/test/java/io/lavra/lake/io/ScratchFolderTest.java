package io.lavra.lake.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NullUnmarked
class ScratchFolderTest {
  @TempDir Path scratch;

  @Test
  void afterTheLastStepNothingIsLeft() throws IOException {
    ScratchFolder first = ScratchFolder.below(scratch);
    Files.writeString(first.path().resolve("copy"), "x");
    try (ScratchFolder second = ScratchFolder.below(scratch)) {
      first.close();
      first.close();
      assertEquals(true, Files.isDirectory(second.path()));
    }
    assertEquals(List.of(), left());
  }

  @Test
  void whatAKilledProcessLeftGoesAndWhatALivingOneHasStays() throws Exception {
    Process killed = holder();
    Process living = holder();
    assertEquals(4, left().size(), "a folder and a lock of each");
    killed.destroyForcibly().waitFor();
    try (ScratchFolder ours = ScratchFolder.below(scratch)) {
      assertEquals(4, left().size(), "ours and the living one's");
      living.getOutputStream().close();
      assertEquals(0, living.waitFor(), "its folder was there until its end");
      assertEquals(2, left().size());
    }
    assertEquals(List.of(), left());
  }

  private Process holder() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                scratch.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.inputReader(StandardCharsets.UTF_8).readLine();
    return process;
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> left = Files.list(scratch)) {
      return left.sorted().toList();
    }
  }

  /** Has a folder with a file until its input ends. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (ScratchFolder folder = ScratchFolder.below(Path.of(arguments[0]))) {
        Path copy = Files.writeString(folder.path().resolve("copy"), "x");
        System.out.println("open");
        System.in.read();
        Files.delete(copy);
      }
    }
  }
}
