package io.lavra.run;

import io.lavra.table.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the results of a job that an earlier run began those of this run. */
final class TakenUp {
  private TakenUp() {}

  /**
   * Takes all of a job's manifests, or none: what failed is tried again.
   *
   * @param earlier the run that began the job, where there is one
   * @return whether this run's manifests are there now
   */
  static boolean from(Optional<String> earlier, List<TableBuild> builds, String runId)
      throws IOException {
    if (earlier.isEmpty()) {
      return false;
    }
    String path = Manifest.path(earlier.get());
    List<Manifest> manifests = new ArrayList<>();
    for (TableBuild build : builds) {
      Manifest.read(build.folder(), path)
          .filter(manifest -> manifest.failure() == null)
          .ifPresent(manifests::add);
    }
    if (manifests.size() < builds.size()) {
      return false;
    }
    // They are copied: the launcher that began the job may still live, and look for them.
    for (int i = 0; i < builds.size(); i++) {
      manifests.get(i).of(runId).write(builds.get(i).folder(), Manifest.path(runId));
    }
    return true;
  }
}
