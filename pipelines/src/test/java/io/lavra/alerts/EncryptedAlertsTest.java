package io.lavra.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.http.Certificates;
import io.lavra.http.RefusedException;
import io.lavra.project.outgoing.AlertsOutput.Webhook;
import io.lavra.project.outgoing.MailServer;
import io.lavra.project.outgoing.MailServer.Tls;
import io.lavra.run.ChildJvm;
import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers whose certificates no public authority has signed. */
class EncryptedAlertsTest {
  private static final Alert ALERT = new Alert("Lavra: shop", "silver.a blocked");
  private static final String DISTRUST =
      "its certificate is not trusted, or not for its name. Name a PEM file with its authority as \"ca-file\" of ";

  private final Path folder;
  private final Certificates certificates;
  private final SSLContext own;
  private final String trusted;
  private final List<String> distrusted;

  EncryptedAlertsTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.certificates = new Certificates(folder);
    this.own = certificates.make("own");
    this.trusted = certificates.pem("own").toString();
    certificates.make("another");
    this.distrusted = List.of("", certificates.pem("another").toString());
  }

  private static String password() {
    return "let" + "mein";
  }

  private static SendMail mail(Postbox box, Tls tls, String caFile) {
    return new SendMail(
        new MailServer(
            "127.0.0.1",
            box.port(),
            "ana",
            password(),
            tls,
            caFile,
            "lavra@example.org",
            List.of("team@example.org")));
  }

  private static PostWebhook webhook(Channel channel, String caFile) {
    return new PostWebhook(new Webhook(URI.create(channel.url()), caFile));
  }

  private void arrives(Postbox box, Tls tls) throws Exception {
    mail(box, tls, trusted).send(ALERT);
    assertEquals("Lavra: shop", box.messages().get(0).getSubject());
    assertEquals(List.of(password()), box.passwords());
  }

  private void arrivesWhereTrusted(Postbox box, Tls tls) throws Exception {
    for (String caFile : distrusted) {
      staysAtHome(box, tls, caFile);
    }
    arrives(box, tls);
  }

  private static void staysAtHome(Postbox box, Tls tls, String caFile) throws Exception {
    SendMail mail = mail(box, tls, caFile);
    RefusedException refused = assertThrows(RefusedException.class, () -> mail.send(ALERT));
    assertEquals(DISTRUST + "smtp", refused.getMessage());
    assertEquals(List.of(), box.messages());
    assertEquals(List.of(), box.passwords());
  }

  @Test
  void mailArrivesByStartTlsWhereTheAuthorityIsNamed() throws Exception {
    try (Postbox box = Postbox.startTls(password(), own)) {
      arrivesWhereTrusted(box, Tls.STARTTLS);
    }
  }

  @Test
  void mailArrivesEncryptedFromTheFirstByte() throws Exception {
    try (Postbox box = Postbox.tls(password(), own)) {
      arrivesWhereTrusted(box, Tls.TLS);
    }
  }

  @Test
  void aWebhookIsPostedToWhereTheAuthorityIsNamed() throws Exception {
    try (Channel channel = Channel.tls(own)) {
      for (String caFile : distrusted) {
        PostWebhook webhook = webhook(channel, caFile);
        RefusedException refused = assertThrows(RefusedException.class, () -> webhook.send(ALERT));
        assertEquals(DISTRUST + "alerts", refused.getMessage());
        assertEquals(0, channel.asked());
      }
      webhook(channel, trusted).send(ALERT);
      assertEquals("silver.a blocked", Said.tree(channel.post(0)).get("text").asText());
    }
  }

  @Test
  void aCertificateOfAnotherHostVouchesForNobodyHere() throws Exception {
    SSLContext elsewhere = certificates.make("elsewhere", "dns:mail.example.org,ip:127.0.0.9");
    String caFile = certificates.pem("elsewhere").toString();
    try (Postbox startTls = Postbox.startTls(password(), elsewhere);
        Postbox tls = Postbox.tls(password(), elsewhere);
        Channel channel = Channel.tls(elsewhere)) {
      staysAtHome(startTls, Tls.STARTTLS, caFile);
      staysAtHome(tls, Tls.TLS, caFile);
      PostWebhook webhook = webhook(channel, caFile);
      assertThrows(RefusedException.class, () -> webhook.send(ALERT));
      assertEquals(0, channel.asked());
    }
  }

  @Test
  void aRunTellsThoseItCanTrustAndSaysWhichItCannot() throws Exception {
    try (Postbox box = Postbox.startTls(password(), own);
        Channel channel = Channel.tls(own)) {
      SmallLake lake = SmallLake.shop(Files.createDirectory(folder.resolve("lake")));
      lake.with("ca/own.pem", Files.readAllBytes(certificates.pem("own")))
          .with("ca/another.pem", Files.readAllBytes(certificates.pem("another")))
          .with("lake.yaml", alerts(box, "ca/another.pem"));
      Map<String, String> environment =
          Map.of("HOOK", channel.url(), "MAIL_USER", "ana", "PASSWORD", password());
      Said untold = run(lake, environment);
      assertTrue(
          untold.err().contains("webhook at 127.0.0.1: " + DISTRUST + "alerts"), untold::err);
      assertTrue(untold.err().contains("server 127.0.0.1: " + DISTRUST + "smtp"), untold::err);
      assertFalse((untold.out() + untold.err()).contains(password()), untold::err);
      assertFalse((untold.out() + untold.err()).contains("hush"), untold::err);
      assertEquals(List.of(), box.messages());
      assertEquals(List.of(), box.passwords());
      assertEquals(0, channel.asked());

      lake.with("lake.yaml", alerts(box, "ca/own.pem"));
      Said told = run(lake, environment);
      assertFalse(told.err().contains("did not reach"), told::err);
      assertEquals(1, box.messages().size());
      assertEquals(1, channel.asked());
    }
  }

  private static String alerts(Postbox box, String caFile) {
    return """
        lake: shop
        alerts:
          webhook: ${HOOK}
          ca-file: %1$s
          smtp:
            host: 127.0.0.1
            port: %2$d
            user: ${MAIL_USER}
            password: ${PASSWORD}
            ca-file: %1$s
            from: lavra@example.org
            to: [team@example.org]
        """
        .formatted(caFile, box.port());
  }

  /** A run of a table whose input is not there yet. */
  private static Said run(SmallLake lake, Map<String, String> environment) throws Exception {
    Said said =
        ChildJvm.start(
                environment,
                "run",
                lake.folder().toString(),
                "--runner",
                "direct",
                "--select",
                "gold.pages")
            .await();
    assertEquals(1, said.exit(), said::err);
    return said;
  }
}
