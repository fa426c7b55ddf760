package io.lavra.lake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process has below a scratch folder: a folder, and beside it a file that it holds locked.
 * The lock goes with the process, however that ends; the next process that works there removes what
 * nobody holds. Both are there only while a step of this process has a folder.
 */
final class ProcessScratch {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessScratch.class);
  private static final String LOCK = ".lock";

  /**
   * Names of this process. It never opens a lock of its own: closing that would let go of it, also
   * where another class loader has taken it.
   */
  private static final String OURS = "lavra-%s-".formatted(process());

  private static final Map<Path, ProcessScratch> OPEN = new HashMap<>();
  private static final Set<Path> SWEPT = new HashSet<>();

  private final Path root;
  private final Path folder;
  private final FileChannel lock;
  private int users;

  private ProcessScratch(Path root, Path folder, FileChannel lock) {
    this.root = root;
    this.folder = folder;
    this.lock = lock;
  }

  private static String process() {
    ProcessHandle self = ProcessHandle.current();
    return self.pid() + "-" + self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** This process's folder, with one more user. */
  static synchronized ProcessScratch use(Path scratch) throws IOException {
    Path root = Files.createDirectories(scratch.toAbsolutePath().normalize());
    ProcessScratch ours = OPEN.get(root);
    if (ours == null) {
      if (SWEPT.add(root)) {
        sweep(root);
      }
      ours = open(root);
      OPEN.put(root, ours);
    }
    ours.users++;
    return ours;
  }

  Path folder() {
    return folder;
  }

  /** One user less; after the last nothing is left. */
  void leave() throws IOException {
    synchronized (ProcessScratch.class) {
      users--;
      if (users == 0) {
        OPEN.remove(root);
        try (lock) {
          remove(folder);
        }
      }
    }
  }

  private static ProcessScratch open(Path root) throws IOException {
    while (true) {
      Path folder = root.resolve(OURS + UUID.randomUUID());
      FileChannel lock =
          FileChannel.open(lockOf(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      if (isOurs(lock) && Files.exists(lockOf(folder))) {
        Files.createDirectory(folder);
        return new ProcessScratch(root, folder, lock);
      }
      // Another process was sweeping, and took the file for one that nobody holds.
      lock.close();
    }
  }

  private static boolean isOurs(FileChannel lock) {
    try {
      return lock.tryLock() != null;
    } catch (IOException e) {
      // A file system without locks: there nobody else gets it either, and nothing is swept.
      LOG.debug("No locks in scratch", e);
      return true;
    }
  }

  /** Removes what processes left that were killed. */
  private static void sweep(Path root) throws IOException {
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(root, "lavra-*" + LOCK)) {
      for (Path lock : locks) {
        if (!name(lock).startsWith(OURS)) {
          removeIfLeft(lock);
        }
      }
    }
  }

  private static void removeIfLeft(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock()) {
      if (lock != null) {
        String name = name(file);
        remove(file.resolveSibling(name.substring(0, name.length() - LOCK.length())));
      }
    } catch (IOException | OverlappingFileLockException e) {
      LOG.debug("{} stays: another user's, or just removed by another process", file, e);
    }
  }

  /** Removes the folder, then its lock. */
  private static void remove(Path folder) throws IOException {
    try {
      Scratch.remove(folder);
    } catch (NoSuchFileException e) {
      LOG.debug("There is no folder yet", e);
    }
    Files.deleteIfExists(lockOf(folder));
  }

  private static Path lockOf(Path folder) {
    return folder.resolveSibling(name(folder) + LOCK);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
