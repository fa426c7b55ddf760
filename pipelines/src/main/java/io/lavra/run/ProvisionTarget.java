package io.lavra.run;

import io.lavra.lake.Location;
import io.lavra.lake.provision.S3Provision;
import io.lavra.lake.provision.S3Provision.Step;
import io.lavra.lake.storage.S3Connection;
import io.lavra.project.Access;
import io.lavra.project.Lake;
import io.lavra.project.Target;
import io.lavra.words.ConfigurationException;
import io.lavra.words.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes what a lake's target needs on its server: a bucket for each layer, versions kept, an end to
 * old versions, and two users, of whom one writes this lake and one reads its gold.
 */
public final class ProvisionTarget {
  private static final Duration BRONZE = Duration.ofDays(90);

  private final Lake lake;
  private final Target target;
  private final List<Step> steps = new ArrayList<>();

  public ProvisionTarget(Lake lake, Target target) {
    this.lake = lake;
    this.target = target;
  }

  /**
   * Does what is missing.
   *
   * @return what was made and what was there
   * @throws ConfigurationException where the target is on this machine, or a variable is not set
   */
  public List<Step> provision() throws IOException {
    S3Connection own = target.connection().orElseThrow(this::isLocal);
    S3Connection admin = target.admin().map(Access::required).orElse(own);
    requireOther(admin, own);
    S3Provision server = S3Provision.by(admin);
    List<Location> layers =
        target.layers().values().stream().filter(layer -> !layer.isLocal()).toList();
    for (Location layer : layers) {
      add(server.bucket(layer));
    }
    for (Location layer : layers) {
      add(server.versioning(layer));
    }
    lifecycles(server);
    access(server, own, layers);
    return steps;
  }

  private void lifecycles(S3Provision server) throws IOException {
    for (String layer : target.layers().keySet()) {
      Duration time = lake.retention().get(layer);
      if (time == null && layer.equals("bronze")) {
        time = BRONZE;
      }
      Location location = layer(layer);
      if (time != null && !location.isLocal()) {
        int days = (int) Math.max(1, (time.toHours() + 23) / 24);
        add(server.lifecycle(location, "lavra-" + lake.name() + "-" + layer, days));
      }
    }
  }

  private void access(S3Provision server, S3Connection own, List<Location> layers)
      throws IOException {
    Location gold = layer("gold");
    String prefix = "lavra-" + lake.name() + "-" + target.name() + "-";
    String pipeline = prefix + "pipeline";
    add(server.writers(pipeline, layers));
    if (target.admin().isPresent()) {
      add(server.user("pipeline", own, pipeline, layers.get(0)));
    }
    if (!gold.isLocal()) {
      String reader = prefix + "reader";
      add(server.readers(reader, List.of(gold)));
      if (target.reader().isPresent()) {
        S3Connection keys = target.reader().get().required();
        add(server.user("reader", keys, reader, gold));
      }
    }
  }

  /** Layers may share a bucket. */
  private void add(Step step) {
    boolean known =
        steps.stream().anyMatch(s -> s.what().equals(step.what()) && s.name().equals(step.name()));
    if (!known) {
      steps.add(step);
    }
  }

  private Location layer(String name) {
    return Objects.requireNonNull(target.layers().get(name), name);
  }

  private void requireOther(S3Connection admin, S3Connection own) {
    if (target.admin().isPresent() && admin.accessKey().equals(own.accessKey())) {
      throw wrong(
          "The target \"%s\" has the administrator's access key as its own.",
          "Give the pipeline keys of its own, or remove admin.");
    }
  }

  private ConfigurationException isLocal() {
    return wrong(
        "The target \"%s\" is on this machine: there is nothing to provision.",
        "Name one on a server with --target.");
  }

  private ConfigurationException wrong(String problem, String remedy) {
    return new ConfigurationException(
        new Place(Path.of("lake.yaml"), 0), problem.formatted(target.name()), remedy);
  }
}
