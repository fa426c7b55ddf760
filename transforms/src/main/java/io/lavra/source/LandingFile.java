package io.lavra.source;

import io.lavra.lake.Location;
import io.lavra.lake.Storage;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A file that has arrived.
 *
 * @param folder the folder that was searched
 * @param path its path in that folder
 * @param name what {@code _source} and the ledger call it
 * @param bytes its size when it was listed
 * @param modified when it was last changed before that, in milliseconds since 1970
 * @param defect why it is kept back as a whole; null for a file that is read
 */
public record LandingFile(
    Location folder, String path, String name, long bytes, long modified, @Nullable Defect defect)
    implements Serializable {
  /**
   * What was found wrong with a file.
   *
   * @param reason for quarantine
   * @param message the same with the file's name and the remedy
   * @param contentNumber of the content that was looked at
   */
  public record Defect(String reason, String message, long contentNumber) implements Serializable {}

  /** The number of its content in the ledger: it changes when the content does. */
  public long contentNumber() throws IOException {
    return defect != null
        ? defect.contentNumber()
        : Ledger.number(Storage.at(folder).fingerprint(path));
  }

  /** The same file, kept back as a whole. */
  LandingFile keptBack(LandingException why) {
    long number;
    try {
      number = contentNumber();
    } catch (IOException unknown) {
      number = unreadNumber();
    }
    return keptBack(why, number);
  }

  /** The same, kept back without ever being opened. */
  LandingFile keptBack(LandingProblem why) {
    return keptBack(LandingException.of(this, why), Ledger.number("unread " + why.what()));
  }

  private LandingFile keptBack(LandingException why, long number) {
    Defect defect = new Defect(why.reason(), String.valueOf(why.getMessage()), number);
    return new LandingFile(folder, path, name, bytes, modified, defect);
  }

  /** Stands for a content that nobody can read: never that of a content that was read. */
  long unreadNumber() {
    return Ledger.number("unread " + bytes);
  }
}
