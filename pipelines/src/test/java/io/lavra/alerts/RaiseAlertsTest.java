package io.lavra.alerts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lavra.project.Lake;
import io.lavra.project.outgoing.AlertsOutput;
import io.lavra.project.outgoing.AlertsOutput.Occasion;
import io.lavra.project.outgoing.AlertsOutput.Webhook;
import io.lavra.project.outgoing.MailServer;
import io.lavra.project.outgoing.MailServer.Tls;
import io.lavra.quality.CheckResult;
import io.lavra.quality.expectation.Severity;
import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import io.lavra.run.report.RunReport;
import io.lavra.run.report.Status;
import io.lavra.run.report.TableReport;
import io.lavra.table.Counts;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What arrives at a real web server and a real mail server. */
class RaiseAlertsTest {
  private static final CheckResult NEGATIVE =
      check("expect_column_values_to_be_between", "amount", "1 of 3 values (33.33 %) below 0");

  private final Channel web;
  private final Path path;
  private Postbox mail;

  RaiseAlertsTest(@TempDir Path path) throws IOException {
    this.path = path;
    this.web = Channel.inClear();
    this.mail = Postbox.inClear(password());
  }

  @AfterEach
  void stop() throws IOException {
    web.close();
    mail.close();
  }

  private static String password() {
    return "let" + "mein";
  }

  private static CheckResult check(String expectation, String column, String observed) {
    return new CheckResult(
        expectation, Optional.of(column), Severity.FAIL, false, observed, "secret row");
  }

  private static TableReport table(String name, Status status, String reason, CheckResult... of) {
    return new TableReport(
        name, status, reason, Optional.empty(), false, Counts.NONE, 0, 0, 1, List.of(of));
  }

  private RaiseAlerts alerts(boolean toWeb, boolean toMail, Set<Occasion> on) {
    return alerts(toWeb, toMail, on, Tls.NONE);
  }

  private RaiseAlerts alerts(boolean toWeb, boolean toMail, Set<Occasion> on, Tls tls) {
    Webhook webhook = new Webhook(URI.create(web.url()), "");
    MailServer server =
        new MailServer(
            "127.0.0.1",
            mail.port(),
            "ana",
            password(),
            tls,
            "",
            "lavra@example.org",
            List.of("team@example.org", "ana@example.org"));
    AlertsOutput output =
        new AlertsOutput(
            on,
            Optional.of(webhook).filter(any -> toWeb),
            Optional.of(server).filter(any -> toMail),
            List.of());
    Lake lake = Lake.read(SmallLake.empty(path).folder(), any -> null);
    return RaiseAlerts.of(with(lake, output), "minio", "run-1", LocalDate.of(2026, 1, 2));
  }

  private static Lake with(Lake lake, AlertsOutput alerts) {
    return new Lake(
        lake.name(),
        lake.timezone(),
        lake.folder(),
        lake.targets(),
        lake.tables(),
        lake.macros(),
        lake.retention(),
        lake.metrics(),
        alerts,
        lake.lineage());
  }

  private static RunReport report(TableReport... tables) {
    return new RunReport(
        "run-1", "shop", LocalDate.of(2026, 1, 2), 1, List.of(tables), Map.of(), List.of());
  }

  /** What is logged meanwhile, by whomever. */
  private static String saying(Runnable work) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    ListAppender<ILoggingEvent> heard = new ListAppender<>();
    heard.start();
    root.addAppender(heard);
    ((Logger) LoggerFactory.getLogger(RaiseAlerts.class)).setLevel(Level.WARN);
    try {
      work.run();
    } finally {
      root.detachAppender(heard);
    }
    return List.copyOf(heard.list).stream()
        .map(ILoggingEvent::getFormattedMessage)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aServerThatComesBackGetsItOnce() throws IOException, MessagingException {
    web.answersFirst(List.of(500, 500));
    alerts(true, true, EnumSet.allOf(Occasion.class))
        .ended(
            report(
                table("gold.good", Status.PUBLISHED, "inputs changed"),
                table("silver.a", Status.BLOCKED, "secret row", NEGATIVE),
                table(
                    "silver.b",
                    Status.FAILED,
                    "No <!channel> & 'Eva' ana@example.com 123.456.789-00\nmore"),
                table(
                    "gold.c",
                    Status.PUBLISHED,
                    "inputs changed",
                    check("anomaly(row_count, online-normal)", "id", "7"))));
    String text =
        """
        Lavra: shop on minio, 2026-01-02: 1 failed, 1 blocked, 1 anomaly
        Run run-1
        - silver.a blocked: expect_column_values_to_be_between on amount: 1 of 3 values (33.33 %)
        - silver.b failed: No <!channel> & … … …
        - gold.c anomaly: anomaly(row_count, online-normal) on id: 7
        Readers see the last good versions. The run's report and ops.runs have the rest.\
        """;
    assertEquals(3, web.asked(), "two were answered 500, one was taken");
    assertEquals(
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
        Said.tree(web.post(2)).get("text").asText());
    assertEquals(2, mail.messages().size(), "one for each who gets it");
    for (MimeMessage message : mail.messages()) {
      assertEquals(
          "Lavra: shop on minio, 2026-01-02: 1 failed, 1 blocked, 1 anomaly", message.getSubject());
      assertEquals(
          text, String.valueOf(message.getContent()).replace("\r\n", "\n").stripTrailing());
    }
  }

  @Test
  void aRedirectIsNotFollowed() {
    web.answersFirst(List.of(302));
    String said = saying(() -> alerts(true, false, EnumSet.of(Occasion.FAILED)).brokeDown(oops()));
    assertEquals(1, web.asked());
    assertTrue(said.contains("redirects are not followed"), said);
    assertFalse(said.contains("hush"), said);
  }

  @Test
  void whereNobodyListensTheAddressIsNotShown() {
    web.close();
    String said = saying(() -> alerts(true, false, EnumSet.of(Occasion.FAILED)).brokeDown(oops()));
    assertTrue(said.contains("the webhook at 127.0.0.1: nobody answers there"), said);
    assertEquals(1, said.lines().filter(line -> line.contains("did not reach")).count(), said);
    assertFalse(said.contains("hush"), said);
  }

  @Test
  void nothingIsSentInClearWhereTheServerOffersNoStartTls() throws MessagingException {
    RaiseAlerts alerts = alerts(false, true, EnumSet.of(Occasion.FAILED), Tls.STARTTLS);
    String said = saying(() -> alerts.brokeDown(oops()));
    assertTrue(said.contains("it does not offer STARTTLS"), said);
    assertEquals(0, mail.messages().size());
  }

  @Test
  void aWrongPasswordIsNotShown() throws IOException, MessagingException {
    mail.close();
    mail = Postbox.inClear("another");
    String said = saying(() -> alerts(false, true, EnumSet.of(Occasion.FAILED)).brokeDown(oops()));
    assertTrue(said.contains("it does not let the user in"), said);
    assertFalse(said.contains(password()), said);
    assertEquals(0, mail.messages().size());
  }

  private static IOException oops() {
    return new IOException("disk 'Eva' is full");
  }

  @Test
  void onlyWhatIsAskedFor() {
    RunReport report =
        report(
            table("silver.a", Status.BLOCKED, "x", NEGATIVE),
            table("silver.b", Status.FAILED, "x"),
            new TableReport(
                "gold.c",
                Status.FAILED,
                "held",
                Optional.empty(),
                true,
                Counts.NONE,
                0,
                0,
                0,
                List.of()));
    alerts(true, false, EnumSet.of(Occasion.ANOMALY)).ended(report);
    assertEquals(0, web.asked());
    alerts(true, false, EnumSet.of(Occasion.FAILED)).ended(report);
    assertEquals(1, web.asked());
    assertTrue(web.post(0).contains("silver.b") && !web.post(0).contains("gold.c"), web.post(0));
  }

  @Test
  void aServerThatKeepsFailingIsLeftAlone() {
    web.answersFirst(Collections.nCopies(50, 503));
    RaiseAlerts alerts = alerts(true, false, EnumSet.of(Occasion.FAILED));
    for (int run = 0; run < 4; run++) {
      alerts.brokeDown(oops());
    }
    assertEquals(6, web.asked(), "six failures in a row open the breaker");
  }

  @Test
  void aMessageIsBoundedAndOneHeaderStaysOne() {
    List<Trouble> many =
        Collections.nCopies(
            100, new Trouble("a\r\nBcc: x@y.z", Occasion.FAILED, "r".repeat(10_000)));
    Alert alert = Alert.of("shop\r\nBcc: x", "local\n", "run", LocalDate.of(2026, 1, 2), many);
    assertTrue(alert.text().length() < 4_000, "Slack cuts longer ones");
    assertFalse(alert.subject().matches("(?s).*[\r\n].*"), alert.subject());
    assertFalse(alert.text().contains("\nBcc"), alert.text());
  }

  @Test
  void aRunOfTheCommandLine() throws IOException, MessagingException {
    String smtp =
        "smtp: { host: 127.0.0.1, port: %d, tls: none, from: a@example.org, to: [b@example.org] }"
            .formatted(mail.port());
    SmallLake lake =
        SmallLake.shop(path)
            .with("lake.yaml", "lake: shop\nalerts:\n  " + smtp + "\n")
            .edit("silver/stg_orders.yaml", "min_value: 0", "min_value: 1000");
    assertEquals(0, lake.run("--select", "bronze.orders").exit());
    assertEquals(0, mail.messages().size(), "nothing where all is well");
    assertEquals(3, lake.run("--select", "silver.stg_orders").exit());
    assertEquals(1, mail.messages().size());
    assertEquals(1, lake.run("--select", "gold.pages").exit(), "its input is not there");
    assertEquals(2, mail.messages().size());
    mail.close();
    Said unreachable = lake.run("--select", "silver.stg_orders");
    assertEquals(3, unreachable.exit(), "an alert that is lost changes nothing");
    assertEquals(
        1,
        unreachable.err().lines().filter(line -> line.contains("did not reach")).count(),
        unreachable.err());
  }
}
