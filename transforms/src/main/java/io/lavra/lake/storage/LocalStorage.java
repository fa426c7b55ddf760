package io.lavra.lake.storage;

import io.lavra.lake.Checksum;
import io.lavra.lake.Failpoint;
import io.lavra.lake.LakeException;
import io.lavra.lake.io.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder on this machine. A file appears whole or not at all, and only after its content is on
 * the disk. Symbolic links inside the folder are followed as long as they stay inside.
 */
final class LocalStorage implements Storage {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStorage.class);
  static final String TEMPORARY = ".tmp-";

  private final Path root;

  LocalStorage(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public List<Stored> list(String folder) throws IOException {
    Path start = inside(StoragePath.folder(folder, root.toString()));
    return Files.isDirectory(start) ? new LocalListing(root).below(start) : List.of();
  }

  @Override
  public List<Stored> listFrom(String path) throws IOException {
    return list(StoragePath.parent(path)).stream()
        .filter(file -> file.path().compareTo(path) >= 0)
        .toList();
  }

  @Override
  public Optional<Stored> find(String path) throws IOException {
    Path file = file(path);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(new Stored(path, found.size(), found.lastModifiedTime().toMillis()));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(String path) throws IOException {
    Path file = present(path);
    try {
      return Files.newInputStream(file);
    } catch (AccessDeniedException mayNotRead) {
      throw mayNotRead;
    } catch (IOException e) {
      throw DiskFailure.ofTable(root, file, 0, e);
    }
  }

  @Override
  public void create(String path, byte[] content) throws IOException {
    try {
      createIn(target(path), path, content);
    } catch (FileAlreadyExistsException there) {
      throw there;
    } catch (IOException e) {
      throw DiskFailure.ofTable(root, file(path), content.length, e);
    }
  }

  private static void createIn(Path target, String path, byte[] content) throws IOException {
    Path aside = aside(target);
    try {
      Files.write(aside, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      flush(aside);
      Failpoint.reach("written-aside");
      Files.createLink(target, aside);
    } catch (FileAlreadyExistsException there) {
      throw new FileAlreadyExistsException(path);
    } finally {
      Files.deleteIfExists(aside);
    }
    flushFolder(target);
  }

  @Override
  public void put(String path, Path finished) throws IOException {
    long bytes = Files.size(finished);
    try {
      putInto(target(path), finished);
    } catch (IOException e) {
      throw DiskFailure.ofTable(root, file(path), bytes, e);
    }
  }

  private static void putInto(Path target, Path finished) throws IOException {
    flush(finished);
    neverWrittenAgain(finished);
    try {
      Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherFileSystem) {
      copyIn(finished, target);
    }
    flushFolder(target);
  }

  @Override
  public void move(String from, String to) throws IOException {
    Path target = target(to);
    Files.move(file(from), target, StandardCopyOption.ATOMIC_MOVE);
    flushFolder(target);
  }

  @Override
  public Path fetch(String path, Path scratch) throws IOException {
    return present(path);
  }

  @Override
  public void delete(String path) throws IOException {
    Files.deleteIfExists(file(path));
  }

  @Override
  public String fingerprint(String path) throws IOException {
    return Checksum.of(present(path));
  }

  private static void copyIn(Path finished, Path target) throws IOException {
    Path aside = aside(target);
    try {
      Files.copy(finished, aside);
      flush(aside);
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
    Files.delete(finished);
  }

  private Path target(String path) throws IOException {
    Path target = file(path);
    Files.createDirectories(folderOf(target));
    return target;
  }

  private Path present(String path) throws IOException {
    Path file = file(path);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(file.toString());
    }
    return file;
  }

  private Path file(String path) throws IOException {
    return inside(StoragePath.file(path, root.toString()));
  }

  /** The path itself, once its nearest existing ancestor is known to lie below the root. */
  private Path inside(String path) throws IOException {
    Path wanted = resolve(path);
    Path existing = wanted;
    while (!existing.equals(root) && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      existing = folderOf(existing);
    }
    if (!existing.equals(root) && !leadsInside(existing)) {
      throw StoragePath.refused(path, root.toString());
    }
    return wanted;
  }

  private Path resolve(String path) {
    try {
      return root.resolve(path);
    } catch (InvalidPathException unspeakable) {
      throw new LakeException(
          "The file name \"%s\" below %s cannot be written in this machine's encoding. Start with LC_ALL=C.UTF-8."
              .formatted(path, root),
          unspeakable);
    }
  }

  private boolean leadsInside(Path existing) throws IOException {
    try {
      return existing.toRealPath().startsWith(root.toRealPath());
    } catch (NoSuchFileException danglingLink) {
      return false;
    }
  }

  private static Path aside(Path target) {
    return folderOf(target).resolve(TEMPORARY + UUID.randomUUID());
  }

  private static Path folderOf(Path file) {
    Path folder = file.getParent();
    if (folder == null) {
      throw new IllegalArgumentException(file + " has no folder");
    }
    return folder;
  }

  private static void flush(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /**
   * Nor by its owner, unless that is root: what could overwrite it is refused. A file system
   * without rights leaves it as it is.
   */
  private static void neverWrittenAgain(Path file) {
    boolean isReadOnly = file.toFile().setReadOnly();
    if (!isReadOnly) {
      LOG.debug("{} stays writable", file);
    }
  }

  private static void flushFolder(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(folderOf(file), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
