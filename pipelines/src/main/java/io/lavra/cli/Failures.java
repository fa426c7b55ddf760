package io.lavra.cli;

import io.lavra.lake.NoSuchVersionException;
import io.lavra.lake.PathEncoding;
import io.lavra.table.FailureReason;
import io.lavra.words.ConfigurationException;
import io.lavra.words.Inert;
import java.nio.file.InvalidPathException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in the words of the exception, and chooses the exit code. */
final class Failures implements IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
    complain(e);
    return e instanceof ConfigurationException
            || e instanceof UsageException
            || e instanceof NoSuchVersionException
            || e instanceof InvalidPathException
        ? ExitCodes.USAGE
        : ExitCodes.FAILED;
  }

  /** Says why the process ends, and gives the exit code. */
  static int told(Throwable e) {
    complain(e);
    return ExitCodes.FAILED;
  }

  private static void complain(Throwable e) {
    String message = message(e);
    if (Logging.isJson()) {
      LOG.error(message, isExpected(e) ? null : e);
      return;
    }
    LOG.debug("The command failed", e);
    System.err.println(message);
    if (!isExpected(e)) {
      e.printStackTrace(System.err);
      System.err.println("This is a defect in Lavra. Please report it with the lines above.");
    }
  }

  /** A line, or one for each problem of a lake. */
  private static String message(Throwable e) {
    if (e instanceof ConfigurationException) {
      return String.valueOf(e.getMessage());
    }
    if (e instanceof InvalidPathException path) {
      return PathEncoding.refused(path.getInput());
    }
    return isExpected(e) ? FailureReason.of(e) : Inert.line(e.toString());
  }

  private static boolean isExpected(Throwable e) {
    return e instanceof InvalidPathException || !FailureReason.isDefect(e);
  }
}
