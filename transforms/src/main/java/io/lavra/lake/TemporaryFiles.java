package io.lavra.lake;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where this process, and every library in it, puts temporary files: by default a folder of the
 * machine that all its users share, under names that some libraries do not choose well.
 */
public final class TemporaryFiles {
  private static final String FOLDER = "java.io.tmpdir";

  private TemporaryFiles() {}

  /**
   * Gives the process a folder of its own there, for its user alone, that goes with it. Must be
   * called before anything else reads the property; native libraries are unpacked there, too.
   *
   * @throws LakeException where the folder belongs to another user
   */
  public static void keepToThisUser() throws IOException {
    ProcessScratch ours = ProcessScratch.use(Path.of(System.getProperty(FOLDER)));
    System.setProperty(FOLDER, ours.folder().toString());
    // DJL's tokenizers: else below the user's home, which not everybody has.
    System.setProperty("DJL_CACHE_DIR", ours.folder().resolve("djl").toString());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(ours), "temporary-files"));
  }

  private static void leave(ProcessScratch ours) {
    try {
      ours.leave();
    } catch (IOException e) {
      // Another thread still writes; the next process removes what is left.
    }
  }
}
