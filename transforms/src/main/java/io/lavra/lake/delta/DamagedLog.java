package io.lavra.lake.delta;

import com.google.common.base.Throwables;
import io.lavra.lake.io.IoFailure;
import java.nio.file.FileSystemException;
import java.util.Optional;

/** A file of a log does not say what it should; thrown through Delta Standalone. */
final class DamagedLog extends RuntimeException {
  DamagedLog(String problem) {
    super(problem);
  }

  /** What made a reading fail, as the end of a sentence, if the failure itself tells. */
  static Optional<String> told(Throwable failure) {
    for (Throwable cause : Throwables.getCausalChain(failure)) {
      if (cause instanceof DamagedLog) {
        return Optional.of(String.valueOf(cause.getMessage()));
      }
      if (cause instanceof FileSystemException file) {
        return Optional.of(IoFailure.words(file));
      }
    }
    return Optional.empty();
  }
}
