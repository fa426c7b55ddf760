package io.lavra.lake.delta;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/**
 * What of a log Delta Standalone is shown. All of it, or what is left without the pointer to the
 * last checkpoint, without some checkpoints, and without later versions.
 *
 * @param hidden versions whose checkpoints are left out
 * @param until the last version that is shown
 */
record LogView(boolean pointer, Set<Long> hidden, long until) {
  static final LogView WHOLE = new LogView(true, Set.of(), Long.MAX_VALUE);
  private static final String HIDDEN = "lavra.log.hidden";
  private static final String UNTIL = "lavra.log.until";

  LogView {
    hidden = Set.copyOf(hidden);
  }

  static LogView without(Set<Long> checkpoints) {
    return new LogView(false, checkpoints, Long.MAX_VALUE);
  }

  LogView upTo(long version) {
    return new LogView(false, hidden, version);
  }

  boolean shows(String path) {
    OptionalLong commit = DeltaLogFolder.commitOf(path);
    if (commit.isPresent()) {
      return commit.getAsLong() <= until;
    }
    OptionalLong checkpoint = DeltaLogFolder.checkpointOf(path);
    return checkpoint.isEmpty()
        || (checkpoint.getAsLong() <= until && !hidden.contains(checkpoint.getAsLong()));
  }

  void into(Configuration hadoop) {
    if (!pointer) {
      hadoop.set(
          HIDDEN,
          new TreeSet<>(hidden).stream().map(String::valueOf).collect(Collectors.joining(",")));
      hadoop.setLong(UNTIL, until);
    }
  }

  static LogView of(Configuration hadoop) {
    if (hadoop.get(UNTIL) == null) {
      return WHOLE;
    }
    Set<Long> hidden = new HashSet<>();
    for (String version : hadoop.getTrimmedStrings(HIDDEN)) {
      hidden.add(Long.parseLong(version));
    }
    return new LogView(false, hidden, hadoop.getLong(UNTIL, Long.MAX_VALUE));
  }
}
