package io.lavra.table;

import com.google.common.base.Throwables;
import io.lavra.lake.io.IoFailure;
import io.lavra.words.Expected;
import io.lavra.words.Inert;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Why a table could not be built, as its report says it. */
public final class FailureReason {
  /** DuckDB shows the statement below what it says of it. */
  private static final Pattern LINES = Pattern.compile("\\s*\\R\\s*");

  /** Packages whose first class unpacks a native library. */
  private static final List<String> NATIVE =
      List.of(
          "org.duckdb.",
          "com.github.luben.zstd.",
          "org.xerial.snappy.",
          "org.treesitter.",
          "ai.onnxruntime.",
          "ai.djl.");

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
        return cause instanceof TableException ? LINES.matcher(message).replaceAll(" ") : message;
      }
      if (cause instanceof IOException io) {
        return IoFailure.words(io);
      }
      if (cause instanceof UncheckedIOException unchecked) {
        return IoFailure.words(unchecked);
      }
      if (cause instanceof OutOfMemoryError memory) {
        return full(memory);
      }
      if (isNotLoaded(cause)) {
        return notLoaded(cause);
      }
    }
    Throwable root = Throwables.getRootCause(failure);
    return "a defect of Lavra: %s, report it with the log".formatted(root);
  }

  /** Java says the same of memory and of threads. */
  private static String full(OutOfMemoryError memory) {
    if (String.valueOf(memory.getMessage()).contains("native thread")) {
      return "this machine lets Lavra start no more threads. Raise the limit of processes (ulimit -u; in a container, that of its pids), or do less at once with --set parallelism=1.";
    }
    return "Java's memory is full (%s), it may have %s MB. Give it more with LAVRA_JAVA_OPTS=-Xmx4g, or build fewer tables at once with --select."
        .formatted(memory.getMessage(), Runtime.getRuntime().maxMemory() >> 20);
  }

  /**
   * Native libraries are unpacked when they are first used: that fails if there is no room. Each
   * says so in its own way, the first time only; later Java tells no more than its class.
   */
  private static boolean isNotLoaded(Throwable cause) {
    return cause instanceof Error
        && Throwables.getCausalChain(cause).stream().anyMatch(FailureReason::isOfNative);
  }

  private static boolean isOfNative(Throwable cause) {
    return NATIVE.stream()
        .anyMatch(
            name ->
                String.valueOf(cause.getMessage()).contains("class " + name)
                    || thrower(cause).startsWith(name));
  }

  /** The class that raised it; Java's own raise it for another. */
  private static String thrower(Throwable cause) {
    return Arrays.stream(cause.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
        .findFirst()
        .orElse("");
  }

  private static String notLoaded(Throwable cause) {
    Throwable root = Throwables.getRootCause(cause);
    String folder = System.getProperty("java.io.tmpdir");
    return "a native library cannot be unpacked to %s and loaded: %s (%s). Make room for 200 MB there, or name another folder with LAVRA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER."
        .formatted(folder, root.getMessage(), IoFailure.room(Path.of(folder)));
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
