package io.lavra.table;

import com.google.common.base.Throwables;
import io.lavra.lake.Expected;
import io.lavra.lake.IoFailure;
import io.lavra.words.Inert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** Why a table could not be built, as its report says it. */
public final class FailureReason {
  /** DuckDB shows the statement below what it says of it. */
  private static final Pattern LINES = Pattern.compile("\\s*\\R\\s*");

  private FailureReason() {}

  /**
   * The words of the failure in a line, {@linkplain Inert inert}, or that it is a defect of Lavra.
   */
  public static String of(Throwable failure) {
    return Inert.line(words(failure));
  }

  private static String words(Throwable failure) {
    for (Throwable cause : Throwables.getCausalChain(failure)) {
      if (cause instanceof Expected && !isInternal(cause)) {
        String message = String.valueOf(cause.getMessage());
        return cause instanceof TableException
            ? IoFailure.withRemedy(LINES.matcher(message).replaceAll(" "))
            : message;
      }
      if (cause instanceof IOException io) {
        return IoFailure.words(io);
      }
      if (cause instanceof UncheckedIOException unchecked) {
        return IoFailure.words(unchecked);
      }
      if (isNotLoaded(cause)) {
        return notLoaded(cause);
      }
      if (cause instanceof OutOfMemoryError memory) {
        return "Java's memory is full (%s). Give it more with LAVRA_JAVA_OPTS=-Xmx4g (by default it has 1536 MB), or build fewer tables at once with --select."
            .formatted(memory.getMessage());
      }
    }
    Throwable root = Throwables.getRootCause(failure);
    return "a defect of Lavra: %s, report it with the log".formatted(root);
  }

  /**
   * Native libraries are unpacked when they are first used: that fails if there is no room. Java
   * tells the reason only once, and later no more than its name.
   */
  private static boolean isNotLoaded(Throwable cause) {
    Throwable root = Throwables.getRootCause(cause);
    return cause instanceof LinkageError
        && (root instanceof IOException
            || root instanceof UnsatisfiedLinkError
            || String.valueOf(root.getMessage()).contains("java.lang.UnsatisfiedLinkError"));
  }

  private static String notLoaded(Throwable cause) {
    Throwable root = Throwables.getRootCause(cause);
    return "a native library cannot be unpacked to %s and loaded: %s. Make room for 200 MB there, or name another folder with LAVRA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER."
        .formatted(
            System.getProperty("java.io.tmpdir"),
            root instanceof IOException io ? IoFailure.words(io) : root.getMessage());
  }

  /** Whether nobody foresaw it, so that its trace belongs into the log. */
  public static boolean isDefect(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .noneMatch(
            cause ->
                cause instanceof Expected && !isInternal(cause)
                    || cause instanceof IOException
                    || cause instanceof UncheckedIOException
                    || isNotLoaded(cause)
                    || cause instanceof OutOfMemoryError);
  }

  /** DuckDB says so of its own defects. */
  private static boolean isInternal(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.startsWith("INTERNAL Error") || message.startsWith("FATAL Error");
  }
}
