package io.lavra.quality.anomaly;

import dev.ludovic.netlib.blas.BLAS;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads the linear algebra below Holt-Winters without a word: by itself it warns that it might be
 * faster, and tells standard output which Java it chose.
 */
final class Algebra {
  private static final Logger WARNINGS = Logger.getLogger("dev.ludovic.netlib");

  static {
    WARNINGS.setLevel(Level.OFF);
    PrintStream out = System.out;
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      BLAS.getInstance();
    } finally {
      System.setOut(out);
    }
  }

  private Algebra() {}

  /** Does nothing where it is loaded. */
  static void load() {}
}
