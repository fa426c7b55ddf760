package io.lavra.lake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The change that gives a table the content of one of its earlier versions. */
record Restoration(TableVersion current, TableVersion target, Storage storage) {
  Commit commit(String appender, long number, Map<String, Long> marks, String provenance)
      throws IOException {
    requireFiles();
    return new Commit(
        current.version(),
        target.schema(),
        target.partitionBy(),
        without(target.files(), paths(current)),
        without(current.files(), paths(target)).stream().map(DataFile::path).toList(),
        appender,
        number,
        marks,
        "RESTORE",
        provenance,
        true);
  }

  private void requireFiles() throws IOException {
    List<String> missing = new ArrayList<>();
    for (DataFile file : target.files()) {
      if (storage.find(file.path()).isEmpty()) {
        missing.add(file.path());
      }
    }
    if (!missing.isEmpty()) {
      throw LakeErrors.filesGone(target.location(), target.version(), missing);
    }
  }

  private static Set<String> paths(TableVersion version) {
    return version.files().stream().map(DataFile::path).collect(Collectors.toSet());
  }

  private static List<DataFile> without(List<DataFile> files, Set<String> paths) {
    return files.stream().filter(file -> !paths.contains(file.path())).toList();
  }
}
