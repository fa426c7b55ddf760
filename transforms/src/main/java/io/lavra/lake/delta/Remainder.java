package io.lavra.lake.delta;

import io.lavra.lake.DataFile;
import io.lavra.lake.Location;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A table without damaged files, and without all that shares a change with them: a commit is kept
 * whole, or it is not kept.
 *
 * @param files what is left
 * @param rows how many rows are not
 * @param versions the changes that are taken back
 * @param marks the application ids that these changes carried
 */
public record Remainder(List<DataFile> files, long rows, Set<Long> versions, Set<String> marks) {
  public Remainder {
    files = List.copyOf(files);
    versions = Set.copyOf(versions);
    marks = Set.copyOf(marks);
  }

  /** Empty if the log no longer has the commit that brought a file that has to go. */
  static Optional<Remainder> of(TableVersion newest, Set<String> bad, Storage storage)
      throws IOException {
    TreeMap<Long, CommitFile> commits = new TreeMap<>();
    for (long version : DeltaLogFolder.of(storage).commits()) {
      try {
        CommitFile.read(storage, version).ifPresent(commit -> commits.put(version, commit));
      } catch (DamagedLog damaged) {
        continue; // what it brought counts as unknown
      }
    }
    Map<String, Set<Long>> touching = touching(commits, newest.location());
    Set<Long> taken = new TreeSet<>();
    Set<String> lost = new TreeSet<>();
    List<String> open = new ArrayList<>(bad);
    while (!open.isEmpty()) {
      String path = open.remove(open.size() - 1);
      if (!lost.add(path)) {
        continue;
      }
      Set<Long> versions = touching.getOrDefault(path, Set.of());
      if (versions.stream().noneMatch(v -> commit(commits, v).adds(path, newest.location()))) {
        return Optional.empty();
      }
      versions.stream()
          .filter(taken::add)
          .forEach(version -> open.addAll(commit(commits, version).paths(newest.location())));
    }
    return Optional.of(left(newest, lost, taken, commits));
  }

  private static CommitFile commit(Map<Long, CommitFile> commits, long version) {
    return Objects.requireNonNull(commits.get(version));
  }

  private static Map<String, Set<Long>> touching(Map<Long, CommitFile> commits, Location root) {
    Map<String, Set<Long>> touching = new TreeMap<>();
    commits.forEach(
        (version, commit) ->
            commit
                .paths(root)
                .forEach(p -> touching.computeIfAbsent(p, path -> new TreeSet<>()).add(version)));
    return touching;
  }

  private static Remainder left(
      TableVersion newest, Set<String> lost, Set<Long> taken, Map<Long, CommitFile> commits) {
    List<DataFile> files =
        newest.files().stream().filter(file -> !lost.contains(file.path())).toList();
    Set<String> marks = new TreeSet<>();
    taken.forEach(version -> marks.addAll(commit(commits, version).applications()));
    long rows = files.stream().mapToLong(DataFile::rows).sum();
    return new Remainder(files, newest.rows() - rows, taken, marks);
  }
}
