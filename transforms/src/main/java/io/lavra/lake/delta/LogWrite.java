package io.lavra.lake.delta;

import io.lavra.lake.Location;
import io.lavra.lake.storage.Pause;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;

/** The one step that makes a change visible: its commit appears in the log, or it does not. */
record LogWrite(Location root, Storage storage, Commit commit) {
  private static final int SENDS = 10;
  private static final long PAUSE_MILLIS = 50;

  /**
   * Whether this version is now ours; false where another writer has it. A write whose outcome is
   * unknown is looked for in the log and, while it is not there, sent again: only one can land.
   */
  boolean lands(long version, byte[] content) throws IOException {
    for (int send = 1; ; send++) {
      try {
        storage.create(DeltaLogFolder.commit(version), content);
        return true;
      } catch (FileAlreadyExistsException taken) {
        return holds(version, content);
      } catch (IOException unknown) {
        if (holds(version, content)) {
          return true;
        }
        if (send == SENDS) {
          throw LakeErrors.outcomeUnknown(root, version, commit, unknown);
        }
      }
      Pause.upTo(send * PAUSE_MILLIS);
    }
  }

  private boolean holds(long version, byte[] content) throws IOException {
    try (InputStream there = storage.open(DeltaLogFolder.commit(version))) {
      return Arrays.equals(there.readAllBytes(), content);
    } catch (NoSuchFileException absent) {
      return false;
    }
  }
}
