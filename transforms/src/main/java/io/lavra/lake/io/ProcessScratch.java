package io.lavra.lake.io;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.lavra.lake.LakeException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a process has below a scratch folder: a folder, and beside it a file that it holds locked.
 * The lock goes with the process, however that ends; the next process that works there removes what
 * nobody holds. Both are there only while a step of this process has a folder, and for its user
 * alone.
 */
final class ProcessScratch {
  private static final String LOCK = ".lock";
  private static final String REMEDY =
      "Name a folder of your own: for scratch with --set scratch=FOLDER, for temporary files with LAVRA_JAVA_OPTS=-Djava.io.tmpdir=FOLDER.";

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

  /**
   * This process's folder, with one more user.
   *
   * @throws LakeException where another user could change what lies there
   */
  static synchronized ProcessScratch use(Path scratch) throws IOException {
    Path root = OwnFolder.make(scratch.toAbsolutePath().normalize());
    ProcessScratch ours = OPEN.get(root);
    if (ours == null) {
      ours = open(root);
      OPEN.put(root, ours);
      if (SWEPT.add(root)) {
        ours.sweep();
      }
    }
    ours.users++;
    return ours;
  }

  Path folder() {
    return folder;
  }

  /** The scratch folder of one of this process's own files. */
  static Optional<Path> rootOf(Path file) {
    for (Path above = file; above != null; above = above.getParent()) {
      if (above.getFileName() != null && name(above).startsWith(OURS)) {
        return Optional.ofNullable(above.getParent());
      }
    }
    return Optional.empty();
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
          FileChannel.open(
              lockOf(folder),
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              OwnFolder.FILE);
      if (isOurs(lock) && Files.exists(lockOf(folder))) {
        try {
          OwnFolder.requireTrusted(root, Files.getOwner(lockOf(folder)), REMEDY);
          Files.createDirectory(folder, OwnFolder.FOLDER);
        } catch (IOException | RuntimeException e) {
          try (lock) {
            Files.deleteIfExists(lockOf(folder));
          }
          throw e;
        }
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
      return true;
    }
  }

  /** Removes what this user's processes left that were killed. */
  private void sweep() throws IOException {
    UserPrincipal owner = Files.getOwner(lockOf(folder));
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(root, "lavra-*" + LOCK)) {
      for (Path lock : locks) {
        if (!name(lock).startsWith(OURS)) {
          removeIfLeft(lock, owner);
        }
      }
    }
  }

  /** What others put there under such a name is not opened: it may be a pipe, or a link. */
  private static void removeIfLeft(Path file, UserPrincipal owner) {
    Path left = file.resolveSibling(name(file).replaceAll(Pattern.quote(LOCK) + "$", ""));
    try {
      if (!Files.isRegularFile(file, NOFOLLOW_LINKS)
          || !Files.getOwner(file, NOFOLLOW_LINKS).equals(owner)
          || (Files.exists(left, NOFOLLOW_LINKS)
              && !Files.getOwner(left, NOFOLLOW_LINKS).equals(owner))) {
        return;
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
          @Nullable FileLock lock = channel.tryLock()) {
        if (lock != null) {
          remove(left);
        }
      }
    } catch (IOException | OverlappingFileLockException e) {
      // Just removed by another process, or in use.
    }
  }

  /** Removes the folder, then its lock. */
  private static void remove(Path folder) throws IOException {
    try {
      Scratch.remove(folder);
    } catch (NoSuchFileException e) {
      // There is none yet.
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
