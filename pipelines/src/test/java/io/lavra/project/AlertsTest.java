package io.lavra.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.project.outgoing.AlertsOutput;
import io.lavra.project.outgoing.AlertsOutput.Occasion;
import io.lavra.project.outgoing.AlertsOutput.Webhook;
import io.lavra.project.outgoing.MailServer;
import io.lavra.project.outgoing.MailServer.Tls;
import io.lavra.words.ConfigurationException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {
  private static final String ALL =
      """
      on: [blocked, anomaly]
      webhook: ${HOOK:}
      smtp:
        host: ${SMTP_HOST:}
        user: ${SMTP_USER:}
        password: ${SMTP_PASSWORD:}
        tls: tls
        from: lavra@example.org
        to: [ana@example.org]
      """;

  private final Path path;

  AlertsTest(@TempDir Path path) {
    this.path = path;
  }

  private Folder lake(String alerts) {
    return Folder.good(path).with("lake.yaml", "lake: a\nalerts:\n" + alerts.indent(2));
  }

  @Test
  void allOfIt() {
    Map<String, String> environment =
        Map.of(
            "HOOK", "https://hooks.example/hush",
            "SMTP_HOST", "mail.example",
            "SMTP_USER", "ana",
            "SMTP_PASSWORD", "key");
    AlertsOutput read = lake(ALL).read(environment).alerts();
    MailServer server =
        new MailServer(
            "mail.example",
            465,
            "ana",
            "key",
            Tls.TLS,
            "",
            "lavra@example.org",
            List.of("ana@example.org"));
    assertEquals(
        new AlertsOutput(
            Set.of(Occasion.BLOCKED, Occasion.ANOMALY),
            Optional.of(new Webhook(URI.create("https://hooks.example/hush"), "")),
            Optional.of(server),
            List.of()),
        read);
    assertFalse(read.toString().matches(".*(key|hush).*"), "a secret is not shown");
  }

  @Test
  void emptyIsOff() {
    AlertsOutput read = lake(ALL).read(Map.of()).alerts().required();
    assertEquals(Optional.empty(), read.webhook());
    assertEquals(Optional.empty(), read.smtp());
    assertEquals(AlertsOutput.NONE, Folder.good(path).read().alerts());
  }

  @Test
  void whatIsWrong() {
    assertEquals(
        """
        lake.yaml:3: "failled" is nothing to alert on. Did you mean "failed"?
        lake.yaml:4: A secret stands in the file. Write webhook: ${NAME}, and set that environment variable.\
        """,
        lake("on: [failled]\nwebhook: \"https://hooks.example/hush\"\n").complaint());
  }

  @Test
  void aRunIsToldWhatIsWrongInTheEnvironment() {
    AlertsOutput read =
        lake("webhook: ${HOOK}\n" + ALL.substring(ALL.indexOf("smtp")).replace(": tls", ": none"))
            .read(
                Map.of(
                    "HOOK", "ftp://hush",
                    "SMTP_HOST", "mail.example",
                    "SMTP_USER", "ana",
                    "SMTP_PASSWORD", "key"))
            .alerts();
    ConfigurationException wrong = assertThrows(ConfigurationException.class, read::required);
    assertEquals(
        """
        lake.yaml:3: The webhook's variable holds no address that can be posted to. Set it to https://HOST/PATH, without user and password.
        lake.yaml:8: The password would cross the network in clear. Write tls: starttls or tls.\
        """,
        wrong.getMessage());
  }

  @Test
  void secretsStayOffTheNetworkInClear() {
    String in = "Set its variable to https://, as plain http is for this machine alone.";
    for (String url : java.util.List.of("http://hooks.example/hush", "http://10.0.0.1:80/hush")) {
      AlertsOutput read = lake("webhook: ${HOOK}\n").read(Map.of("HOOK", url)).alerts();
      assertEquals(
          "lake.yaml:3: The webhook's address is a secret, and would cross the network in clear. "
              + in,
          assertThrows(ConfigurationException.class, read::required).getMessage());
    }
    for (String url :
        java.util.List.of("http://localhost/h", "http://127.0.0.1:9/h", "http://[::1]:9/h")) {
      lake("webhook: ${HOOK}\n").read(Map.of("HOOK", url)).alerts().required();
    }
  }

  @Test
  void aFileThatVouchesForNobodyIsNamed() {
    Map<String, String> environment = Map.of("HOOK", "https://hooks.example/hush");
    AlertsOutput read =
        lake("webhook: ${HOOK}\nca-file: ca/company.pem\n").read(environment).alerts();
    ConfigurationException wrong = assertThrows(ConfigurationException.class, read::required);
    assertEquals(
        "lake.yaml:4: \"ca/company.pem\" holds no certificates of authorities. Name a PEM file.",
        wrong.getMessage());
  }
}
