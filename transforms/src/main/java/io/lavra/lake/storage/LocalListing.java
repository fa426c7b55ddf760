package io.lavra.lake.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * All files below a folder, a link to a file inside the root among them. Unfinished writes and
 * links to nothing are no files; a link to a folder inside adds nothing, for its files are listed
 * where they are; a link that leads outside is refused.
 */
final class LocalListing extends SimpleFileVisitor<Path> {
  private final Path root;
  private final List<Storage.Stored> files = new ArrayList<>();

  LocalListing(Path root) {
    this.root = root;
  }

  List<Storage.Stored> below(Path folder) throws IOException {
    Files.walkFileTree(folder.resolve("."), this); // so that the folder itself may be a link
    files.sort(Comparator.comparing(Storage.Stored::path));
    return List.copyOf(files);
  }

  @Override
  public FileVisitResult visitFile(Path visited, BasicFileAttributes found) throws IOException {
    Path file = visited.normalize();
    if (isTemporary(file)) {
      return FileVisitResult.CONTINUE;
    }
    if (found.isSymbolicLink()) {
      follow(file);
    } else {
      add(file, found);
    }
    return FileVisitResult.CONTINUE;
  }

  /** A file that vanished while we looked, as the temporary ones do, is not listed. */
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  private void follow(Path link) throws IOException {
    try {
      if (!link.toRealPath().startsWith(root.toRealPath())) {
        throw StoragePath.refused(root.relativize(link).toString(), root.toString());
      }
      add(link, Files.readAttributes(link, BasicFileAttributes.class));
    } catch (NoSuchFileException danglingLink) {
      return;
    }
  }

  private void add(Path file, BasicFileAttributes found) {
    if (found.isRegularFile()) {
      String path = root.relativize(file).toString();
      files.add(new Storage.Stored(path, found.size(), found.lastModifiedTime().toMillis()));
    }
  }

  private static boolean isTemporary(Path file) {
    Path name = file.getFileName();
    return name != null && name.toString().startsWith(LocalStorage.TEMPORARY);
  }
}
