package io.lavra.project.outgoing;

import io.lavra.project.outgoing.MailServer.Tls;
import io.lavra.project.yaml.InClear;
import io.lavra.project.yaml.Section;
import io.lavra.project.yaml.Variables;
import io.lavra.words.ConfigurationException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code alerts.smtp}. */
final class SmtpReader {
  /** Nothing that ends a header or opens another address. */
  private static final Pattern ADDRESS =
      Pattern.compile("[\\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9][A-Za-z0-9.-]{0,253}");

  private final Section section;
  private final AuthoritiesReader authorities;
  private final Variables variables;
  private final List<Problem> unset;

  SmtpReader(
      Section section, AuthoritiesReader authorities, Variables variables, List<Problem> unset) {
    this.section = section.only("host", "port", "user", "password", "tls", "ca-file", "from", "to");
    this.authorities = authorities;
    this.variables = variables;
    this.unset = unset;
  }

  Optional<MailServer> read() {
    Tls tls =
        section
            .choice(
                "tls", Map.of("starttls", Tls.STARTTLS, "tls", Tls.TLS, "none", Tls.NONE), Set.of())
            .orElse(Tls.STARTTLS);
    if (section.has("user") != section.has("password")) {
      section.wrong("user", "\"user\" and \"password\" go together.", "Write both, or neither.");
    }
    String from = section.required("from", "Add from: an address.");
    if (section.texts("to").isEmpty()) {
      section.wrong("to", "\"to\" names nobody.", "Add to: [ADDRESS].");
    }
    String host = expanded("host", section.required("host", "Add host: HOST."));
    return host.isEmpty() ? Optional.empty() : Optional.of(server(host, tls, from));
  }

  private MailServer server(String host, Tls tls, String from) {
    if (!host.matches("[A-Za-z0-9._:-]{1,255}")) {
      wrong("host", "\"host\" is no server.", "Write its name alone.");
    }
    List<String> to = new ArrayList<>();
    section.texts("to").forEach(written -> to.add(address("to", written)));
    MailServer server =
        new MailServer(
            host,
            section.count("port", tls.port()),
            variables.secret(section, "user", unset),
            variables.secret(section, "password", unset),
            tls,
            authorities.read(section, unset),
            address("from", from),
            to);
    if (tls == Tls.NONE && !server.password().isEmpty() && !InClear.isThisMachine(host)) {
      wrong("tls", "The password would cross the network in clear.", "Write tls: starttls or tls.");
    }
    return server;
  }

  private String address(String key, String written) {
    String address = expanded(key, written);
    if (!ADDRESS.matcher(address).matches()) {
      wrong(key, "\"%s\" holds no address.".formatted(key), "Write NAME@HOST alone.");
    }
    return address;
  }

  private String expanded(String key, String written) {
    return variables.expand(written, section.place(key), unset).strip();
  }

  /** May be wrong in the environment alone, so that only a run complains. */
  private void wrong(String key, String problem, String remedy) {
    unset.add(new Problem(section.place(key), problem, remedy));
  }
}
