package io.lavra.lake;

import com.google.common.base.Throwables;
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
import java.util.zip.ZipException;

/** Says what failures of input and output mean: the JDK's messages are often a path, or nothing. */
public final class IoFailure {
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
    return failure.getMessage();
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
