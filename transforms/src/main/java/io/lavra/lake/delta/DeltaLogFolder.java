package io.lavra.lake.delta;

import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commits a log folder holds and when each was written, by the file's modification time. As
 * Delta has it, a commit that seems no later than the one before counts as a millisecond later.
 */
final class DeltaLogFolder {
  static final String FOLDER = "_delta_log";
  private static final Pattern COMMIT = Pattern.compile(FOLDER + "/(\\d{20})\\.json");
  private static final Pattern CHECKPOINT =
      Pattern.compile(FOLDER + "/(\\d{20})\\.checkpoint\\..*parquet");

  private final TreeMap<Long, Long> times = new TreeMap<>();
  private final TreeSet<Long> checkpoints = new TreeSet<>();

  static DeltaLogFolder of(Storage storage) throws IOException {
    DeltaLogFolder folder = new DeltaLogFolder();
    for (Storage.Stored file : storage.list(FOLDER)) {
      folder.add(file);
    }
    return folder;
  }

  /** The version whose commit a file is; empty for any other file. */
  static OptionalLong commitOf(String path) {
    return version(COMMIT.matcher(path));
  }

  /** The version whose checkpoint a file is, or is part of; empty for any other file. */
  static OptionalLong checkpointOf(String path) {
    return version(CHECKPOINT.matcher(path));
  }

  private static OptionalLong version(Matcher name) {
    return name.matches() ? OptionalLong.of(Long.parseLong(name.group(1))) : OptionalLong.empty();
  }

  static String commit(long version) {
    return String.format(Locale.ROOT, "%s/%020d.json", FOLDER, version);
  }

  boolean isEmpty() {
    return times.isEmpty() && checkpoints.isEmpty();
  }

  /** The versions whose commits are there. */
  SortedSet<Long> commits() {
    return Collections.unmodifiableSortedSet(times.navigableKeySet());
  }

  /** The newest version. */
  long latest() {
    long commit = times.isEmpty() ? -1 : times.lastKey();
    return checkpoints.isEmpty() ? commit : Math.max(commit, checkpoints.last());
  }

  /** The oldest version that can be read: the first commit, or the first checkpoint after it. */
  long earliest() {
    if (times.containsKey(0L) || checkpoints.isEmpty()) {
      return times.isEmpty() ? 0 : times.firstKey();
    }
    return checkpoints.first();
  }

  boolean has(long version) {
    return version >= earliest() && version <= latest();
  }

  /** Versions whose commit can be read, with the milliseconds since 1970 of each. */
  SortedMap<Long, Long> readable() {
    return times.tailMap(earliest(), true);
  }

  long timestamp(long version) {
    Entry<Long, Long> known = times.floorEntry(version);
    return known == null ? 0 : known.getValue();
  }

  /** The last version written at or before an instant. */
  Optional<Long> at(Instant instant) {
    return readable().entrySet().stream()
        .filter(commit -> commit.getValue() <= instant.toEpochMilli())
        .map(Map.Entry::getKey)
        .reduce((earlier, later) -> later);
  }

  /** Files come sorted by name, and names by version. */
  private void add(Storage.Stored file) {
    Matcher commit = COMMIT.matcher(file.path());
    Matcher checkpoint = CHECKPOINT.matcher(file.path());
    if (commit.matches()) {
      long previous = times.isEmpty() ? Long.MIN_VALUE : times.lastEntry().getValue();
      times.put(Long.parseLong(commit.group(1)), Math.max(file.modified(), previous + 1));
    } else if (checkpoint.matches() && file.bytes() > 0) {
      checkpoints.add(Long.parseLong(checkpoint.group(1)));
    }
  }
}
