package io.lavra.source;

import io.lavra.lake.Location;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.util.TreeMap;
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

  /**
   * What it holds at a moment.
   *
   * @param number of the content in the ledger
   * @param stamp differs also where the same content was written anew in the meantime
   */
  public record Content(long number, String stamp) {}

  /**
   * Reads all of it; two that are equal, one from before it is read and one from after, say that
   * this content was read.
   */
  public Content content() throws IOException {
    String stamp = stamp();
    return new Content(contentNumber(), stamp);
  }

  private String stamp() throws IOException {
    return folder.isLocal()
        ? new TreeMap<>(Files.readAttributes(folder.path().resolve(path), stampedBy())).toString()
        : Storage.at(folder).find(path).toString();
  }

  /** The time of a change of any kind cannot be set by who changes the file. */
  private String stampedBy() {
    boolean unix = folder.path().getFileSystem().supportedFileAttributeViews().contains("unix");
    return unix ? "unix:ino,size,lastModifiedTime,ctime" : "size,lastModifiedTime,fileKey";
  }

  /**
   * Whether it has the size and the time that it was listed with; servers tell the time of one file
   * in seconds. True of one that is gone: opening it says so.
   */
  public boolean isAsListed() throws IOException {
    long unit = folder.isLocal() ? 1 : 1000;
    return Storage.at(folder)
        .find(path)
        .map(now -> now.bytes() == bytes && now.modified() / unit == modified / unit)
        .orElse(true);
  }

  /** The same file, kept back as a whole. */
  public LandingFile keptBack(LandingException why) {
    long number;
    try {
      number = contentNumber();
    } catch (IOException unknown) {
      number = unreadNumber();
    }
    return keptBack(why, number);
  }

  /** The same, kept back without ever being opened. */
  public LandingFile keptBack(LandingProblem why) {
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
