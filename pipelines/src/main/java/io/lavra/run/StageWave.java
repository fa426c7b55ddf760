package io.lavra.run;

import io.lavra.lake.LakeException;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import io.lavra.project.Transformed;
import io.lavra.run.job.Causes;
import io.lavra.run.job.ClusterException;
import io.lavra.run.job.JobName;
import io.lavra.run.job.Jobs;
import io.lavra.run.job.RunOptions;
import io.lavra.source.Arrival;
import io.lavra.table.FailureReason;
import io.lavra.table.Manifest;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the jobs that stage a wave's tables, and reads back what they left. */
final class StageWave {
  private static final Logger LOG = LoggerFactory.getLogger(StageWave.class);

  private final Lake lake;
  private final RunOptions options;
  private final Jobs jobs;
  private final String runId;
  private final Arrival arrival;

  StageWave(Lake lake, RunOptions options, Jobs jobs, String runId, Arrival arrival) {
    this.lake = lake;
    this.options = options;
    this.jobs = jobs;
    this.runId = runId;
    this.arrival = arrival;
  }

  /**
   * Runs the wave's job; tables it leaves without a manifest are tried once more, each in a job of
   * its own. Whatever becomes of the jobs, each table has a manifest then.
   */
  Map<String, Manifest> stage(List<TableBuild> builds, List<Table> wave) {
    Map<String, Manifest> manifests = new TreeMap<>();
    try {
      stage(builds, wave, manifests);
    } catch (ClusterException | LakeException | IOException e) {
      // Nothing can be run on a cluster, or staged on a storage, that does not answer.
      Optional<String> why = Optional.of(Causes.message(e));
      builds.forEach(build -> manifests.putIfAbsent(build.name(), failed(build, why)));
    }
    return manifests;
  }

  private void stage(List<TableBuild> builds, List<Table> wave, Map<String, Manifest> manifests)
      throws IOException {
    Set<String> open = new HashSet<>();
    builds.forEach(build -> open.add(build.name()));
    Optional<String> failure = Optional.empty();
    JobName name = name(builds, wave.get(0).layer());
    if (!TakenUp.from(jobs.takeUp(name), builds, runId)) {
      failure = runJob(builds, name);
    }
    collect(builds, manifests, open);
    for (TableBuild build : builds) {
      if (open.contains(build.name())) {
        if (builds.size() > 1) {
          failure = runJob(List.of(build), name(List.of(build), build.name()));
          collect(List.of(build), manifests, open);
        }
        manifests.putIfAbsent(build.name(), failed(build, failure));
      }
    }
  }

  private Manifest failed(TableBuild build, Optional<String> failure) {
    return Manifest.failed(build.name(), runId, failure.orElse("the job left no manifest"));
  }

  private void collect(List<TableBuild> builds, Map<String, Manifest> manifests, Set<String> open)
      throws IOException {
    for (TableBuild build : builds) {
      Optional<Manifest> manifest = Manifest.read(build.folder(), Manifest.path(runId));
      manifest.ifPresent(m -> manifests.put(build.name(), m));
      manifest.ifPresent(m -> open.remove(build.name()));
    }
  }

  private JobName name(List<TableBuild> builds, String wave) {
    return JobName.of(lake.name(), wave, runId, builds.stream().map(TableBuild::work).toList());
  }

  private Optional<String> runJob(List<TableBuild> builds, JobName name) {
    try {
      Pipeline pipeline = jobs.pipeline(name, transforms(builds));
      new WaveJob(lake, arrival, options.engine(), options.buckets())
          .describe(pipeline, builds, runId);
      jobs.run(pipeline, name);
      return Optional.empty();
    } catch (RuntimeException e) {
      if (FailureReason.isDefect(e)) {
        LOG.error("The job failed by a defect of Lavra", e);
      } else {
        LOG.debug("The job failed", e);
      }
      return Optional.of(Causes.message(e));
    }
  }

  private static Set<String> transforms(List<TableBuild> builds) {
    Set<String> names = new TreeSet<>();
    for (TableBuild build : builds) {
      if (build.blueprint().table().definition() instanceof Transformed transformed) {
        names.add(transformed.name());
      }
    }
    return names;
  }
}
