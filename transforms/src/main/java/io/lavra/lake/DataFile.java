package io.lavra.lake;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
 * @param checksum of its content as written, see {@link Checksum}; empty for a file of another
 *     writer
 */
public record DataFile(
    String path,
    long bytes,
    long rows,
    Map<String, String> partition,
    String statistics,
    String checksum)
    implements Serializable {
  public DataFile {
    if (path.isBlank() || bytes < 0 || rows < 0) {
      throw new IllegalArgumentException(
          "Not a data file: %s, %s bytes, %s rows".formatted(path, bytes, rows));
    }
    partition = new TreeMap<>(partition);
    // A manifest that an earlier Lavra left has none.
    checksum = Objects.requireNonNullElse(checksum, "");
  }

  /**
   * What is wrong with a size that was found, as the end of a sentence; empty if it is this one.
   */
  public Optional<String> otherSize(long found) {
    return found == bytes
        ? Optional.empty()
        : Optional.of("has %s bytes, and %s were written".formatted(found, bytes));
  }

  /** The same of a checksum. */
  public Optional<String> otherContent(String found) {
    return found.equals(checksum)
        ? Optional.empty()
        : Optional.of("does not have the content that was written");
  }

  /** The same of a copy on this machine; empty, too, if nothing is known of the content. */
  public Optional<String> otherContent(Path here) throws IOException {
    return checksum.isEmpty() ? Optional.empty() : otherContent(Checksum.of(here));
  }

  /** A file of whose content nothing is known. */
  public DataFile(
      String path, long bytes, long rows, Map<String, String> partition, String statistics) {
    this(path, bytes, rows, partition, statistics, "");
  }

  /**
   * The same file, with the checksum of its content.
   *
   * @param written where it lies on this machine
   */
  public DataFile checked(Path written) throws IOException {
    return new DataFile(path, bytes, rows, partition, statistics, Checksum.of(written));
  }
}
