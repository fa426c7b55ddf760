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
 * @param bytes its size
 * @param defect why it is kept back as a whole; null for a file that is read
 */
public record LandingFile(
    Location folder, String path, String name, long bytes, @Nullable Defect defect)
    implements Serializable {
  /**
   * What was found wrong with a file.
   *
   * @param reason for quarantine
   * @param contentNumber of the content that was looked at
   */
  public record Defect(String reason, long contentNumber) implements Serializable {}

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
    return new LandingFile(folder, path, name, bytes, new Defect(why.reason(), number));
  }

  /** Stands for a content that nobody can read: never that of a content that was read. */
  long unreadNumber() {
    return Ledger.number("unread " + bytes);
  }
}
