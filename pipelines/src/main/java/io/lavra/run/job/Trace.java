package io.lavra.run.job;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command belongs to: the trace id of W3C Trace Context, which a scheduler's log, this
 * process's and a worker's share.
 *
 * @param id 32 hexadecimal digits in lower case, not all zero
 */
public record Trace(String id) {
  /** A variable of the environment in which a caller names its trace. */
  public static final String VARIABLE = "TRACEPARENT";

  /** The name of the id in log lines. */
  public static final String NAME = "trace_id";

  private static final int DIGITS = 32;

  /** Version, trace id, id of the caller's span, flags; a later version may have more behind. */
  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(-.*)?");

  /** The trace of a {@code traceparent}; empty where it is none. */
  public static Optional<Trace> parse(String traceparent) {
    Matcher parts = TRACEPARENT.matcher(traceparent.strip());
    return parts.matches() && (parts.group(3) == null || !parts.group(1).equals("00"))
        ? Optional.of(new Trace(parts.group(2)))
        : Optional.empty();
  }

  /** A trace of one's own, always the same for a run id. */
  public static Trace of(String runId) {
    return new Trace(
        Hashing.sha256().hashString(runId, StandardCharsets.UTF_8).toString().substring(0, DIGITS));
  }
}
