package io.lavra.table.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.lake.LakeException;
import io.lavra.table.TableException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a table is told of a piece of work that fails, and how often it is tried. */
class FailedWorkTest {
  private static final String SAID = "The table at s3://b/t cannot be reached: x. Run again.";
  private int tries;

  @Test
  void whatWasForeseenIsToldAsItIs() {
    assertEquals(SAID, reason(new LakeException(SAID)));
    assertEquals(SAID, reason(new IllegalStateException(new TableException(SAID))));
    assertEquals("there is no file /x/a.parquet", reason(new NoSuchFileException("/x/a.parquet")));
    assertEquals(
        "there is no right to use /x",
        reason(new UncheckedIOException(new AccessDeniedException("/x"))));
    assertEquals("the data end too early", reason(new EOFException()));
    assertEquals(1, tries);
  }

  @Test
  void whatWasNotIsADefect() {
    assertEquals(
        "a defect of Lavra: java.lang.IllegalStateException, report it with the log",
        reason(new IllegalStateException()));
    assertEquals(
        "a defect of Lavra: java.lang.ClassCastException: no Row, report it with the log",
        reason(new RuntimeException(new ClassCastException("no Row"))));
    assertEquals(
        "a defect of Lavra: io.lavra.table.TableException: INTERNAL Error: x, report it with the log",
        reason(new TableException("INTERNAL Error: x")));
    assertEquals(1, tries);
  }

  @Test
  void aFailureThatPassesIsTriedAgain() {
    Exception reset = new LakeException(SAID, new SocketException("Connection reset"));
    Iterator<Exception> passing = List.of(reset, new IOException("stream was reset")).iterator();
    assertEquals("done", attempt(passing));
    assertEquals(3, tries);
    assertEquals(SAID, attempt(List.of(reset, reset, reset).iterator()));
    assertEquals(3, tries);
    assertEquals(SAID, attempt(List.of(reset).iterator()), "what is down is not waited for again");
    assertEquals(1, tries);
    assertEquals("done", attempt(List.<Exception>of().iterator()));
    assertEquals("done", attempt(List.of(reset).iterator()));
    assertEquals(2, tries);
  }

  private String reason(Exception failure) {
    return attempt(List.of(failure).iterator());
  }

  private String attempt(Iterator<Exception> failures) {
    tries = 0;
    return Attempt.orReason(
        "silver.t",
        () -> {
          tries++;
          if (failures.hasNext()) {
            throw failures.next();
          }
          return "done";
        },
        why -> why);
  }
}
