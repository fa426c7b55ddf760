package io.lavra.cli;

import io.lavra.lake.LakeException;
import io.lavra.project.ConfigurationException;
import io.lavra.table.TableException;
import java.io.IOException;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in the words of the exception, and chooses the exit code. */
final class Failures implements IExecutionExceptionHandler {
  @Override
  public int handleExecutionException(Exception e, CommandLine line, ParseResult result) {
    LoggerFactory.getLogger(Failures.class).debug("The command failed", e);
    System.err.println(e.getMessage() == null ? e.toString() : e.getMessage());
    if (e instanceof ConfigurationException || e instanceof UsageException) {
      return ExitCodes.USAGE;
    }
    if (!(e instanceof LakeException || e instanceof TableException || e instanceof IOException)) {
      e.printStackTrace(System.err);
      System.err.println("This is a defect in Lavra. Please report it with the lines above.");
    }
    return ExitCodes.FAILED;
  }
}
