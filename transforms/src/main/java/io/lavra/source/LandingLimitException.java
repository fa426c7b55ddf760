package io.lavra.source;

import java.nio.file.FileSystemException;

/**
 * A landing file holds more than is read of one. The message follows its name in a sentence. It is
 * of those failures that stay the same however often one tries.
 */
public final class LandingLimitException extends FileSystemException {
  final String remedy;

  public LandingLimitException(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }
}
