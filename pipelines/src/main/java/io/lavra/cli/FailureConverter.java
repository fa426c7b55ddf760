package io.lavra.cli;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.lavra.table.FailureReason;

/** Why something failed, behind a message: its words, and the trace if it is a defect of Lavra. */
final class FailureConverter extends ThrowableHandlingConverter {
  @Override
  public String convert(ILoggingEvent event) {
    if (!(event.getThrowableProxy() instanceof ThrowableProxy failure)) {
      return "";
    }
    return FailureReason.isDefect(failure.getThrowable())
        ? System.lineSeparator() + ThrowableProxyUtil.asString(failure).stripTrailing()
        : ": " + FailureReason.of(failure.getThrowable());
  }
}
