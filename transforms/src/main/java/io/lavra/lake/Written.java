package io.lavra.lake;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;

/** Whether files are what was written: a commit names no other content. */
record Written(Location table, Storage storage) {

  /** Throws {@link LakeException} if one is gone or another; those of other writers may be any. */
  void require(List<DataFile> files) throws IOException {
    for (DataFile file : files) {
      if (!file.fingerprint().isEmpty()) {
        require(file);
      }
    }
  }

  private void require(DataFile file) throws IOException {
    String now;
    try {
      now = storage.fingerprint(file.path());
    } catch (NoSuchFileException e) {
      throw refused("the file \"%s\" is gone".formatted(file.path()));
    }
    if (!now.equals(file.fingerprint())) {
      throw refused(
          "the file \"%s\" is not what was written: its fingerprint is %s, and was %s"
              .formatted(file.path(), now, file.fingerprint()));
    }
  }

  private LakeException refused(String reason) {
    return LakeErrors.refusedChange(
        table, reason + ". Find out who writes there; then run it again.");
  }
}
