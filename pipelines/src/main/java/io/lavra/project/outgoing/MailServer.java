package io.lavra.project.outgoing;

import java.util.List;

/**
 * A server that takes mail for others.
 *
 * @param user empty where it asks for none, and so is the password
 * @param caFile the path of a PEM file with the authorities that may vouch for the server, and no
 *     others; empty for those this JVM trusts
 * @param from an address
 * @param to addresses, at least one
 */
public record MailServer(
    String host,
    int port,
    String user,
    String password,
    Tls tls,
    String caFile,
    String from,
    List<String> to) {
  /** How what is said is hidden from others. */
  public enum Tls {
    STARTTLS(587),
    TLS(465),
    NONE(25);

    private final int port;

    Tls(int port) {
      this.port = port;
    }

    /** Where servers of this kind commonly listen. */
    int port() {
      return port;
    }
  }

  public MailServer {
    to = List.copyOf(to);
  }

  @Override
  public String toString() {
    return "MailServer[" + host + ":" + port + "]";
  }
}
