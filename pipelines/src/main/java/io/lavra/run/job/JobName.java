package io.lavra.run.job;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a wave's job is called: lake, wave and run, for people; and a hash of what it makes from
 * what, by which a launcher that is started again knows a job that is its own.
 */
public record JobName(String lake, String wave, String runId, String work) {
  /**
   * @param work what each of its builds makes from what, as text
   */
  public static JobName of(String lake, String wave, String runId, Collection<String> work) {
    Hasher hasher = Hashing.sha256().newHasher();
    work.stream()
        .sorted()
        .forEach(build -> hasher.putString(build, StandardCharsets.UTF_8).putByte((byte) 0));
    return new JobName(lake, wave, runId, hasher.hash().toString().substring(0, 16));
  }

  String text() {
    return String.join(" ", lake, wave, runId, work);
  }

  /** The run of a job that does the same work; empty for any other. */
  Optional<String> sameWork(String other) {
    List<String> parts = List.of(other.split(" ", -1));
    return parts.size() == 4
            && parts.get(0).equals(lake)
            && parts.get(1).equals(wave)
            && parts.get(3).equals(work)
        ? Optional.of(parts.get(2))
        : Optional.empty();
  }
}
