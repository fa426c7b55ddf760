package io.lavra.source;

import io.lavra.lake.Location;
import io.lavra.lake.Storage;
import java.io.IOException;
import java.io.Serializable;

/**
 * A file that has arrived.
 *
 * @param folder the folder that was searched
 * @param path its path in that folder
 * @param name what {@code _source} and the ledger call it
 * @param bytes its size
 */
public record LandingFile(Location folder, String path, String name, long bytes)
    implements Serializable {
  /** The number of its content in the ledger: it changes when the content does. */
  public long contentNumber() throws IOException {
    return Ledger.number(Storage.at(folder).fingerprint(path));
  }
}
