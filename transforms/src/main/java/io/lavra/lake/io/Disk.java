package io.lavra.lake.io;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The disk under a folder.
 *
 * @param name where it is mounted, and what it is
 * @param free bytes that this user can still write
 * @param size bytes
 */
record Disk(String name, long free, long size) {
  /** The disk of a folder, or of what would be one; empty if the machine does not tell. */
  static Optional<Disk> of(Path folder) {
    try {
      FileStore store = Files.getFileStore(WriteRights.existing(folder));
      return Optional.of(new Disk(store.toString(), store.getUsableSpace(), store.getTotalSpace()));
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  /** How full it is, as a part of a sentence. */
  String room() {
    return "%s of %s are free on the disk %s".formatted(bytes(free), bytes(size), name);
  }

  /** A size in words, such as 1.5 MB. */
  static String bytes(long bytes) {
    double kilobytes = bytes / 1024.0;
    if (kilobytes < 1024) {
      return String.format(Locale.ROOT, "%.0f KB", Math.ceil(kilobytes));
    }
    return kilobytes < 1024 * 1024
        ? String.format(Locale.ROOT, "%.1f MB", kilobytes / 1024)
        : String.format(Locale.ROOT, "%.1f GB", kilobytes / 1024 / 1024);
  }
}
