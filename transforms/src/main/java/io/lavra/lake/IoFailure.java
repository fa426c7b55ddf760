package io.lavra.lake;

import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableMap;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.zip.ZipException;

/** Says what failures of input and output mean: the JDK's messages are often a path, or nothing. */
public final class IoFailure {
  private static final String ROOM =
      "Make room on that disk, or use another one: root in lake.yaml for tables, --set scratch=FOLDER for scratch, LAVRA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER for temporary files.";

  /** By the words of the operating system. */
  private static final Map<String, String> REMEDIES =
      ImmutableMap.of(
          "No space left on device", ROOM,
          "Disk quota exceeded", ROOM,
          "File too large", "Raise the limit of the size of files (ulimit -f).",
          "Read-only file system", "Name a folder that can be written to.",
          "Too many open files", "Raise the limit of open files (ulimit -n).");

  private IoFailure() {}

  /** The failure in words, with the file where it names one. */
  public static String words(IOException failure) {
    if (failure instanceof NoSuchFileException gone) {
      return "there is no file " + gone.getFile();
    }
    if (failure instanceof AccessDeniedException denied) {
      return "there is no right to use " + denied.getFile();
    }
    if (failure.getMessage() == null) {
      return failure instanceof EOFException ? "the data end too early" : failure.toString();
    }
    return withRemedy(failure.getMessage());
  }

  /** Words of the operating system, with what to do about what it says. */
  public static String withRemedy(String message) {
    for (Map.Entry<String, String> remedy : REMEDIES.entrySet()) {
      if (message.contains(remedy.getKey()) && !message.contains(remedy.getValue())) {
        return message.replaceFirst("\\.?\\s*$", "") + ". " + remedy.getValue();
      }
    }
    return message;
  }

  /** The same for one that was made unchecked on its way, perhaps with words of its own. */
  public static String words(UncheckedIOException failure) {
    String message = failure.getMessage();
    IOException cause = failure.getCause();
    boolean says = message != null && (cause == null || !message.equals(cause.toString()));
    return says || cause == null ? String.valueOf(message) : words(cause);
  }

  /**
   * Whether the same may go well a little later, as with a connection that was reset or a server
   * that did not answer; what a file holds, or a server refuses, does not change by asking again.
   */
  public static boolean mayPass(Throwable failure) {
    boolean io = false;
    for (Throwable cause : Throwables.getCausalChain(failure)) {
      if (cause instanceof UnusableTable) {
        return false;
      }
      if (cause instanceof S3Failure s3) {
        return !s3.isRefusal();
      }
      if (cause instanceof SocketException || cause instanceof SocketTimeoutException) {
        return true;
      }
      io |= cause instanceof IOException;
      if (isLasting(cause)) {
        return false;
      }
    }
    return io;
  }

  /** Whether a storage server failed, which says nothing of what it keeps. */
  public static boolean isOfAServer(Throwable failure) {
    return Throwables.getCausalChain(failure).stream().anyMatch(S3Failure.class::isInstance);
  }

  private static boolean isLasting(Throwable cause) {
    return cause instanceof FileSystemException
        || cause instanceof EOFException
        || cause instanceof ZipException
        || cause instanceof CharacterCodingException
        || cause instanceof InterruptedIOException
        || cause instanceof ClosedByInterruptException;
  }
}
