package io.lavra.lake.delta;

import io.lavra.lake.DataFile;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The change that gives a table the content of one of its earlier versions. */
record Restoration(TableVersion current, TableVersion target, Storage storage) {
  Commit commit(String appender, long number, Map<String, Long> marks, String provenance)
      throws IOException {
    requireFiles();
    FileChange change = FileChange.between(current.files(), target.files());
    return new Commit(
        current.version(),
        target.schema(),
        target.partitionBy(),
        change.adds(),
        change.removes(),
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
}
