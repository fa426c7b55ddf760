package io.lavra.project.outgoing;

import io.lavra.words.ConfigurationException;
import io.lavra.words.ConfigurationException.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a run's metrics go.
 *
 * @param file an absolute path; empty for none
 * @param gateway the Pushgateway; empty for none
 * @param staleAfter how long a lake or a table may go without a good run before it counts as stale
 * @param unset variables the gateway needs and the environment lacks: only a run asks for them
 */
public record MetricsOutput(
    Optional<Path> file, Optional<Gateway> gateway, Duration staleAfter, List<Problem> unset) {
  /** A nightly run, and two hours more. */
  static final Duration STALE_AFTER = Duration.ofHours(26);

  /** Of a lake that says nothing of metrics. */
  public static final MetricsOutput NONE =
      new MetricsOutput(Optional.empty(), Optional.empty(), STALE_AFTER, List.of());

  public MetricsOutput {
    unset = List.copyOf(unset);
  }

  /**
   * A Pushgateway.
   *
   * @param url {@code http(s)://host:port}, without a slash at the end
   * @param user empty where it asks for none, and so is the password
   */
  public record Gateway(String url, String user, String password) {
    @Override
    public String toString() {
      return "Gateway[" + url + "]";
    }
  }

  /** This, for a run; throws {@link ConfigurationException} where a variable is not set. */
  public MetricsOutput required() {
    if (!unset.isEmpty()) {
      throw new ConfigurationException(unset);
    }
    return this;
  }
}
