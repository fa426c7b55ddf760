package io.lavra.project.outgoing;

import io.lavra.words.ConfigurationException;
import io.lavra.words.ConfigurationException.Problem;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a run tells that something is wrong, and when.
 *
 * @param on what they want to know of
 * @param webhook empty for none
 * @param smtp empty for none
 * @param unset what a run lacks or finds wrong in the environment: only a run asks for it
 */
public record AlertsOutput(
    Set<Occasion> on, Optional<Webhook> webhook, Optional<MailServer> smtp, List<Problem> unset) {
  /** Of a lake that says nothing of alerts. */
  public static final AlertsOutput NONE =
      new AlertsOutput(
          EnumSet.allOf(Occasion.class), Optional.empty(), Optional.empty(), List.of());

  /** What is worth an alert; in the order in which one table's are told. */
  public enum Occasion {
    /** A table could not be made, or the run broke off. */
    FAILED,
    /** The gate kept a table from being published. */
    BLOCKED,
    /** A number is unlike those of earlier runs, whether that blocks or not. */
    ANOMALY
  }

  public AlertsOutput {
    on = Set.copyOf(on);
    unset = List.copyOf(unset);
  }

  /**
   * Takes messages as Slack does. Whoever knows the address may post.
   *
   * @param url {@code http(s)://}, with a host
   * @param caFile the path of a PEM file with the authorities that may vouch for the server, and no
   *     others; empty for those this JVM trusts
   */
  public record Webhook(URI url, String caFile) {
    /** What may be shown of it. */
    public String host() {
      return url.getHost();
    }

    @Override
    public String toString() {
      return "Webhook[" + host() + "]";
    }
  }

  /** This, for a run; throws {@link ConfigurationException} where something is not set. */
  public AlertsOutput required() {
    if (!unset.isEmpty()) {
      throw new ConfigurationException(unset);
    }
    return this;
  }
}
