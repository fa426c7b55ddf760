package io.lavra.lake.delta;

import io.lavra.lake.Checksum;
import io.lavra.lake.DataFile;
import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Whether files are what was written: a commit names no other content. On this machine that is
 * their checksum; what a server has taken nobody can write to, and its size says that it is there.
 */
record Written(Location table, Storage storage) {

  /** Throws {@link LakeException} if one is gone or another; those of other writers may be any. */
  void require(List<DataFile> files) throws IOException {
    for (DataFile file : files) {
      if (!file.checksum().isEmpty()) {
        require(file);
      }
    }
  }

  private void require(DataFile file) throws IOException {
    Optional<Storage.Stored> found = storage.find(file.path());
    if (found.isEmpty()) {
      throw refused(file, "is gone");
    }
    Optional<String> other = file.otherSize(found.get().bytes());
    if (other.isEmpty() && table.isLocal()) {
      other = file.otherContent(Checksum.of(table.path().resolve(file.path())));
    }
    if (other.isPresent()) {
      throw refused(file, other.get());
    }
  }

  private LakeException refused(DataFile file, String problem) {
    return LakeErrors.refusedChange(
        table,
        "the file \"%s\" %s. Find out who writes there; then run it again."
            .formatted(file.path(), problem));
  }
}
