package io.lavra.lake.io;

import io.lavra.lake.LakeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder for a step's own files, which goes with all that is in it when it closes. What a process
 * leaves that is killed, the next one removes that works below the same scratch folder.
 */
public final class ScratchFolder implements AutoCloseable {
  private final ProcessScratch process;
  private final Path path;
  private boolean closed;

  private ScratchFolder(ProcessScratch process, Path path) {
    this.process = process;
    this.path = path;
  }

  /**
   * Makes an empty folder.
   *
   * @param scratch where; made if it is not there
   */
  public static ScratchFolder below(Path scratch) throws IOException {
    try {
      return open(scratch);
    } catch (IOException e) {
      throw DiskFailure.ofScratch(scratch, e);
    }
  }

  private static ScratchFolder open(Path scratch) throws IOException {
    ProcessScratch process = ProcessScratch.use(scratch);
    try {
      return new ScratchFolder(process, Files.createTempDirectory(process.folder(), "step-"));
    } catch (IOException | RuntimeException e) {
      process.leave();
      throw e;
    }
  }

  /** Whether this user can have scratch there, and nobody else can change it. */
  public static boolean isUsable(Path scratch) {
    try (ScratchFolder tried = below(scratch)) {
      return Files.isDirectory(tried.path());
    } catch (IOException | LakeException e) {
      return false;
    }
  }

  /** The same below the machine's folder for temporary files. */
  public static ScratchFolder temporary() throws IOException {
    return below(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** Absolute. */
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (Files.exists(path)) {
        Scratch.remove(path);
      }
    } finally {
      process.leave();
    }
  }
}
