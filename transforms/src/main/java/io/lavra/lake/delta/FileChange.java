package io.lavra.lake.delta;

import io.lavra.lake.DataFile;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What turns some files into others.
 *
 * @param removes paths
 */
record FileChange(List<DataFile> adds, List<String> removes) {
  static FileChange between(List<DataFile> now, List<DataFile> then) {
    return new FileChange(
        without(now, then), without(then, now).stream().map(DataFile::path).toList());
  }

  /** Of the second those that are not among the first. */
  private static List<DataFile> without(List<DataFile> some, List<DataFile> files) {
    Set<String> paths = some.stream().map(DataFile::path).collect(Collectors.toSet());
    return files.stream().filter(file -> !paths.contains(file.path())).toList();
  }
}
