package io.lavra.project.outgoing;

import io.lavra.project.outgoing.AlertsOutput.Occasion;
import io.lavra.project.outgoing.AlertsOutput.Webhook;
import io.lavra.project.yaml.InClear;
import io.lavra.project.yaml.Section;
import io.lavra.project.yaml.Variables;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Nearest;
import io.lavra.words.Notes;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads {@code alerts}. A webhook or host that is empty, as by a variable's default, is off. */
public final class AlertsReader {
  private static final Map<String, Occasion> OCCASIONS = new TreeMap<>();

  static {
    for (Occasion occasion : Occasion.values()) {
      OCCASIONS.put(occasion.name().toLowerCase(Locale.ROOT), occasion);
    }
  }

  private final Section section;
  private final AuthoritiesReader authorities;
  private final Variables variables;
  private final List<Problem> unset = new ArrayList<>();

  public AlertsReader(Section section, Path folder, Variables variables) {
    this.section = section.only("on", "webhook", "ca-file", "smtp");
    this.authorities = new AuthoritiesReader(folder, variables);
    this.variables = variables;
  }

  public AlertsOutput read() {
    Set<Occasion> on = on();
    Optional<Webhook> webhook = webhook();
    Optional<MailServer> mail =
        section
            .section("smtp")
            .flatMap(smtp -> new SmtpReader(smtp, authorities, variables, unset).read());
    return new AlertsOutput(on, webhook, mail, unset);
  }

  private Set<Occasion> on() {
    if (!section.has("on")) {
      return EnumSet.allOf(Occasion.class);
    }
    Set<Occasion> on = EnumSet.noneOf(Occasion.class);
    for (String word : section.texts("on")) {
      Optional.ofNullable(OCCASIONS.get(word))
          .ifPresentOrElse(
              on::add,
              () ->
                  section.wrong(
                      "on",
                      "%s is nothing to alert on.".formatted(Notes.quote(word)),
                      Nearest.remedy(word, OCCASIONS.keySet())));
    }
    return on;
  }

  private Optional<Webhook> webhook() {
    String url = variables.secret(section, "webhook", unset).strip();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    String caFile = authorities.read(section, unset);
    Optional<Webhook> webhook = server(url).map(server -> new Webhook(server, caFile));
    if (webhook.isPresent() && InClear.crosses(url)) {
      unset.add(
          new Problem(
              section.place("webhook"),
              "The webhook's address is a secret, and would cross the network in clear.",
              "Set its variable to https://, as plain http is for this machine alone."));
    }
    if (webhook.isEmpty()) {
      // Not repeated: it is a secret.
      unset.add(
          new Problem(
              section.place("webhook"),
              "The webhook's variable holds no address that can be posted to.",
              "Set it to https://HOST/PATH, without user and password."));
    }
    return webhook;
  }

  private static Optional<URI> server(String url) {
    try {
      URI uri = new URI(url);
      boolean isServer =
          url.matches("https?://[^@\\s#]+") && uri.getHost() != null && uri.getPort() <= 65535;
      return isServer ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
