package io.lavra.alerts;

import dev.failsafe.function.CheckedRunnable;
import io.lavra.project.Lake;
import io.lavra.project.outgoing.AlertsOutput;
import io.lavra.project.outgoing.AlertsOutput.Occasion;
import io.lavra.run.report.RunReport;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of a run that went wrong, once a run, where the lake says so. A message that does
 * not arrive is said once, takes {@link Delivery#IN_ALL} at the most, and changes nothing else.
 */
public final class RaiseAlerts {
  private static final Logger LOG = LoggerFactory.getLogger(RaiseAlerts.class);

  private final AlertsOutput output;
  private final String lake;
  private final String target;
  private final String runId;
  private final LocalDate date;

  private RaiseAlerts(Lake lake, String target, String runId, LocalDate date) {
    this.output = lake.alerts().required();
    this.lake = lake.name();
    this.target = target;
    this.runId = runId;
    this.date = date;
  }

  /**
   * Of a run that begins now.
   *
   * @throws io.lavra.words.ConfigurationException where the environment lacks a variable
   */
  public static RaiseAlerts of(Lake lake, String target, String runId, LocalDate date) {
    return new RaiseAlerts(lake, target, runId, date);
  }

  /** Tells of a run that came to its end; nothing where all is well. */
  public void ended(RunReport report) {
    tell(Trouble.of(report.tables(), output.on()));
  }

  /** Tells of a run that an exception ended. */
  public void brokeDown(Throwable e) {
    if (output.on().contains(Occasion.FAILED)) {
      String why = Optional.ofNullable(e.getMessage()).map(Discreet::line).orElse("");
      String kind = e.getClass().getSimpleName();
      tell(List.of(new Trouble("the run", Occasion.FAILED, "it broke off, " + kind + ": " + why)));
    }
  }

  private void tell(List<Trouble> troubles) {
    if (troubles.isEmpty()) {
      return;
    }
    Alert alert = Alert.of(lake, target, runId, date, troubles);
    Map<String, FutureTask<Optional<String>>> deliveries = new LinkedHashMap<>();
    output
        .webhook()
        .ifPresent(
            webhook ->
                deliveries.put(
                    "the webhook at " + webhook.host(),
                    start(
                        webhook.url().getAuthority(), () -> new PostWebhook(webhook).send(alert))));
    output
        .smtp()
        .ifPresent(
            mail ->
                deliveries.put(
                    "the mail server " + mail.host(),
                    start(
                        mail.host() + ":" + mail.port() + " smtp",
                        () -> new SendMail(mail).send(alert))));
    long deadline = System.nanoTime() + Delivery.IN_ALL.toNanos();
    deliveries.forEach(
        (where, delivery) ->
            problem(delivery, deadline - System.nanoTime()).ifPresent(why -> warn(where, why)));
  }

  private static FutureTask<Optional<String>> start(String server, CheckedRunnable sending) {
    FutureTask<Optional<String>> task =
        new FutureTask<>(() -> new Delivery(server).attempt(sending));
    Thread thread = new Thread(task, "alert");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static Optional<String> problem(FutureTask<Optional<String>> delivery, long nanos) {
    try {
      return delivery.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      delivery.cancel(true);
      return Optional.of("no success in %s seconds".formatted(Delivery.IN_ALL.toSeconds()));
    } catch (ExecutionException e) {
      return Optional.of(String.valueOf(e.getCause() == null ? e : e.getCause().getClass()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("interrupted");
    }
  }

  private static void warn(String where, String why) {
    LOG.warn("The run's alert did not reach {}: {}. Nothing else is touched by this.", where, why);
  }
}
