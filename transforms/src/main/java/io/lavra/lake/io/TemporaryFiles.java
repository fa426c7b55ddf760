package io.lavra.lake.io;

import io.lavra.lake.LakeException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import sun.misc.Unsafe;

/**
 * Where this process, and every library in it, puts temporary files: by default a folder of the
 * machine that all its users share, under names that some libraries do not choose well.
 */
public final class TemporaryFiles {
  private static final String FOLDER = "java.io.tmpdir";

  private static volatile @Nullable Path kept;

  private TemporaryFiles() {}

  /**
   * Gives the process a folder of its own there, for its user alone, that goes with it. Must be
   * called before anything else reads the property; native libraries are unpacked there, too.
   *
   * @throws LakeException where the folder belongs to another user
   */
  public static void keepToThisUser() throws IOException {
    ProcessScratch ours = use(Path.of(System.getProperty(FOLDER)));
    System.setProperty(FOLDER, ours.folder().toString());
    kept = ours.folder();
    tellFiles(ours.folder());
    // DJL's tokenizers and JNA: else below the user's home, which not everybody has.
    System.setProperty("DJL_CACHE_DIR", ours.folder().resolve("djl").toString());
    System.setProperty("jna.tmpdir", ours.folder().toString());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(ours), "temporary-files"));
  }

  private static ProcessScratch use(Path folder) throws IOException {
    try {
      return ProcessScratch.use(folder);
    } catch (IOException e) {
      throw DiskFailure.ofTemporary(folder, e);
    }
  }

  /** Whether a file is one of them, once they are kept to this user. */
  static boolean has(Path file) {
    Path folder = kept;
    return folder != null && file.toAbsolutePath().normalize().startsWith(folder);
  }

  /**
   * {@link java.nio.file.Files#createTempFile} keeps the folder that Java started with, and there
   * DuckDB unpacks its native library for everybody to read. Where Java does not let itself be
   * told, that file stays there, as safe as the folder is.
   */
  private static void tellFiles(Path folder) {
    try {
      Field theUnsafe = Unsafe.class.getDeclaredField("theUnsafe");
      theUnsafe.setAccessible(true);
      Unsafe unsafe = (Unsafe) theUnsafe.get(null);
      Field known = Class.forName("java.nio.file.TempFileHelper").getDeclaredField("tmpdir");
      unsafe.putObject(unsafe.staticFieldBase(known), unsafe.staticFieldOffset(known), folder);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // A Java that has it elsewhere.
    }
  }

  private static void leave(ProcessScratch ours) {
    try {
      ours.leave();
    } catch (IOException e) {
      // Another thread still writes; the next process removes what is left.
    }
  }
}
