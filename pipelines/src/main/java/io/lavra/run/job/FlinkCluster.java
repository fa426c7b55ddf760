package io.lavra.run.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A Flink cluster, seen over its REST interface. */
public final class FlinkCluster {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Set<String> UNDER_WAY =
      Set.of("INITIALIZING", "CREATED", "RUNNING", "RESTARTING", "RECONCILING");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String master;
  private final ClusterTls tls = ClusterTls.ofEnvironment();
  private final HttpClient http = tls.client();

  /**
   * @param master {@code host:port} of its REST interface
   */
  public FlinkCluster(String master) {
    this.master = master;
  }

  /**
   * A job of the cluster.
   *
   * @param state in Flink's words: {@code RUNNING}, {@code FINISHED}, {@code FAILED}, …
   * @param finished tasks that are done
   * @param tasks all of its tasks
   */
  record Job(String id, String name, String state, int finished, int tasks) {
    boolean isUnderWay() {
      return UNDER_WAY.contains(state);
    }
  }

  /**
   * What the cluster has to offer.
   *
   * @param taskManagers its worker processes
   * @param slots how many pieces of work run at once, in all of them
   */
  public record Capacity(int taskManagers, int slots) {
    /** How many pieces of work share one worker process. */
    public int slotsPerTaskManager() {
      return Math.max(1, slots / Math.max(1, taskManagers));
    }
  }

  /** Asks the cluster; throws {@link ClusterException} where it does not answer. */
  public Capacity capacity() {
    JsonNode overview = get("/overview");
    return new Capacity(
        overview.path("taskmanagers").asInt(), overview.path("slots-total").asInt());
  }

  /** The same; throws {@link ClusterException} also if it has no worker process. */
  public Capacity workers() {
    Capacity capacity = capacity();
    if (capacity.slots() == 0) {
      throw new ClusterException(
          "The Flink cluster at %s has no TaskManager. Start one.".formatted(master));
    }
    return capacity;
  }

  /** The file names of the jars that its processes start with: a job need not bring them. */
  Set<String> jars() {
    Set<String> names = new HashSet<>();
    for (JsonNode entry : get("/jobmanager/environment").path("classpath")) {
      names.add(String.valueOf(Path.of(entry.asText()).getFileName()));
    }
    return names;
  }

  /** All jobs it remembers. */
  List<Job> jobs() {
    List<Job> jobs = new ArrayList<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      jobs.add(
          new Job(
              job.path("jid").asText(),
              job.path("name").asText(),
              job.path("state").asText(),
              job.path("tasks").path("finished").asInt(),
              job.path("tasks").path("total").asInt()));
    }
    return jobs;
  }

  /**
   * Waits for the end of a job; throws {@link ClusterException} where it did not finish.
   *
   * @param seen hears of the job again and again
   */
  void await(Job job, Consumer<Job> seen) {
    Job now = job;
    while (now.isUnderWay()) {
      seen.accept(now);
      pause(PAUSE);
      now = patiently(job);
    }
    if (!now.state().equals("FINISHED")) {
      throw new ClusterException(
          "The job \"%s\" on %s ended as %s%s"
              .formatted(job.name(), master, now.state(), cause(job)));
    }
  }

  /** A cluster that is being started again gets some time. */
  private Job patiently(Job job) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return again(job);
      } catch (ClusterException e) {
        if (System.nanoTime() > giveUp) {
          throw e;
        }
        pause(Duration.ofSeconds(2));
      }
    }
  }

  /** A cluster that lost its memory has forgotten its jobs, and they are over. */
  private Job again(Job job) {
    return jobs().stream()
        .filter(found -> found.id().equals(job.id()))
        .findFirst()
        .orElseGet(() -> new Job(job.id(), job.name(), "FORGOTTEN", 0, 0));
  }

  /** The root of why a job failed, one line. */
  private String cause(Job job) {
    try {
      String trace = get("/jobs/" + job.id() + "/exceptions").path("root-exception").asText();
      Optional<String> root =
          trace.lines().filter(line -> line.startsWith("Caused by: ")).reduce((a, b) -> b);
      String line = root.or(() -> trace.lines().findFirst()).orElse("");
      return line.isEmpty() ? ". Its log tells more." : ": " + line.replace("Caused by: ", "");
    } catch (ClusterException e) {
      return "";
    }
  }

  /** Asks for a job's end; a job that has ended stays as it is. */
  void cancel(Job job) {
    send(
        HttpRequest.newBuilder(uri("/jobs/" + job.id() + "?mode=cancel"))
            .method("PATCH", BodyPublishers.noBody()));
  }

  private JsonNode get(String path) {
    try {
      return JSON.readTree(send(HttpRequest.newBuilder(uri(path)).GET()));
    } catch (JsonProcessingException e) {
      throw new ClusterException(
          "What answers at %s is no Flink. Is this its REST port?".formatted(master), e);
    }
  }

  private String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 == 3) {
        throw new ClusterException(
            "The Flink cluster at %s speaks TLS. Set FLINK_CONF_DIR to a folder whose config.yaml says how to reach it: see docs/cli.md."
                .formatted(master));
      }
      if (answer.statusCode() >= 400) {
        throw new IOException("HTTP status " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new ClusterException(
          "The Flink cluster at %s does not answer: %s. Is it up, and is this its REST port?"
              .formatted(master, reason(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted while waiting for " + master, e);
    }
  }

  /** Java has no words for a refused connection. */
  private static String reason(IOException e) {
    return e instanceof ConnectException || e.getMessage() == null
        ? "no connection"
        : e.getMessage();
  }

  private URI uri(String path) {
    return URI.create(tls.scheme() + "://" + master + path);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterException("Interrupted", e);
    }
  }
}
