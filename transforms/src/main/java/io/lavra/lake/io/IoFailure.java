package io.lavra.lake.io;

import com.google.common.base.Throwables;
import io.lavra.lake.UnusableTable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Says what failures of input and output mean: the JDK's messages are often a path, or nothing. */
public final class IoFailure {
  private static final Pattern QUOTED = Pattern.compile("\"(/[^\"]+)\"");

  private IoFailure() {}

  /** The failure in words, with the file where it names one. */
  public static String words(IOException failure) {
    if (failure instanceof NoSuchFileException gone) {
      return gone(gone.getFile());
    }
    if (failure instanceof AccessDeniedException denied) {
      return "there is no right to use " + denied.getFile();
    }
    if (failure.getMessage() == null) {
      return failure instanceof EOFException ? "the data end too early" : failure.toString();
    }
    if (failure instanceof DiskFailure) {
      return failure.getMessage();
    }
    return failure instanceof FileSystemException of
        ? ofFile(of)
        : withRemedy(failure.getMessage());
  }

  /** Files of a process may be taken for old ones. */
  private static String gone(@Nullable String file) {
    if (file == null || !isOurs(file)) {
      return "there is no file " + file;
    }
    FolderUse use = FolderUse.of(Path.of(file));
    return "something removed %s, which was in use. Keep it from %s in %s, or %s."
        .formatted(file, use.files, FolderUse.folder(Path.of(file)), use.elsewhere);
  }

  /** Java often says no more of what is wrong than the file and its own class. */
  private static String ofFile(FileSystemException failure) {
    if (failure instanceof FileAlreadyExistsException) {
      return "there is already something at " + failure.getFile();
    }
    if (failure instanceof NotDirectoryException) {
      return failure.getFile() + " is no folder";
    }
    if (failure instanceof DirectoryNotEmptyException) {
      return "the folder %s is not empty".formatted(failure.getFile());
    }
    String file = failure.getOtherFile() == null ? failure.getFile() : failure.getOtherFile();
    Optional<Refusal> refusal = Refusal.in(String.valueOf(failure.getReason()));
    return file == null || refusal.isEmpty()
        ? String.valueOf(failure.getMessage())
        : told(refusal.get(), Path.of(file));
  }

  /** How full the disk of a folder is, as a part of a sentence. */
  public static String room(Path folder) {
    return Disk.of(folder).map(Disk::room).orElse("its disk is not known");
  }

  /**
   * Whether a message speaks of what the operating system refuses, and not of what a file holds.
   */
  public static boolean isOfTheMachine(String message) {
    return Refusal.in(message).isPresent();
  }

  /** Words of the operating system, with where and what to do about what it says. */
  public static String withRemedy(String message) {
    Optional<Refusal> refusal = Refusal.in(message);
    if (refusal.isPresent()) {
      return told(refusal.get(), message);
    }
    Matcher file = QUOTED.matcher(message);
    return message.contains("No such file or directory") && file.find() && isOurs(file.group(1))
        ? gone(file.group(1))
        : message;
  }

  /** Whether nobody but this process has to do with a file. */
  private static boolean isOurs(String file) {
    return FolderUse.of(Path.of(file)) != FolderUse.OTHER;
  }

  private static String told(Refusal refusal, String message) {
    Matcher file = QUOTED.matcher(message);
    return file.find()
        ? told(refusal, Path.of(file.group(1)))
        : message.replaceFirst("\\.?\\s*$", "") + ". " + refusal.remedy();
  }

  private static String told(Refusal refusal, Path file) {
    return refusal.told(file, FolderUse.folder(file), FolderUse.of(file), 0);
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
