package io.lavra.lake;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Parquet file of a table: what flows between steps.
 *
 * @param path relative to the table's folder, with {@code /}, not URL-encoded
 * @param bytes its size
 * @param rows its row count
 * @param partition the values of the partition columns, as text; the empty string stands for null
 * @param statistics Delta's statistics as JSON: {@code numRecords}, {@code minValues}, {@code
 *     maxValues}, {@code nullCount}
 * @param fingerprint of its content as written, see {@link Storage#fingerprint}; empty for a file
 *     of another writer
 */
public record DataFile(
    String path,
    long bytes,
    long rows,
    Map<String, String> partition,
    String statistics,
    String fingerprint)
    implements Serializable {
  public DataFile {
    if (path.isBlank() || bytes < 0 || rows < 0) {
      throw new IllegalArgumentException(
          "Not a data file: %s, %s bytes, %s rows".formatted(path, bytes, rows));
    }
    partition = new TreeMap<>(partition);
  }

  /** A file of whose content nothing is known. */
  public DataFile(
      String path, long bytes, long rows, Map<String, String> partition, String statistics) {
    this(path, bytes, rows, partition, statistics, "");
  }

  /** The same file, with the fingerprint of its content. */
  public DataFile as(String itsFingerprint) {
    return new DataFile(path, bytes, rows, partition, statistics, itsFingerprint);
  }
}
