package io.lavra.source.git;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;

/**
 * Looks at all files that reading a repository may open, before one is opened: that they are plain
 * files in plain folders, that packs are whole, that the format is known, and that all lies within
 * the repository's own folder.
 */
final class GitInspection extends SimpleFileVisitor<Path> {
  private static final List<String> SMALL = List.of(Constants.HEAD, "packed-refs", "shallow");
  private static final int LARGEST_SMALL = 64 << 20;
  private static final int LARGEST_ALTERNATES = 1 << 20;
  private static final Duration LATEST = Duration.ofDays(50 * 365);

  private final GitFolder folder;
  private final GitRefs refs;
  private final Set<Path> alternates = new LinkedHashSet<>();

  private GitInspection(GitFolder folder) {
    this.folder = folder;
    this.refs = new GitRefs(folder);
  }

  /**
   * @return the folders of further objects that the repository names, all of them within its root
   */
  static Set<Path> inspect(GitFolder folder) throws IOException {
    GitInspection inspection = new GitInspection(folder);
    GitFormat.require(folder);
    for (String small : SMALL) {
      inspection.requireSmall(folder.git().resolve(small));
    }
    inspection.refs.require(Constants.HEAD);
    Files.walkFileTree(folder.git().resolve("refs"), inspection);
    Files.walkFileTree(folder.git().resolve("logs"), inspection);
    inspection.objects(folder.git().resolve(Constants.OBJECTS));
    return inspection.alternates;
  }

  private void requireSmall(Path file) throws IOException {
    if (Files.exists(file, NOFOLLOW_LINKS)) {
      folder.requirePlain(file);
      if (Files.size(file) > LARGEST_SMALL) {
        throw GitException.damaged(
            folder.git(), "%s has more than %s bytes".formatted(folder.name(file), LARGEST_SMALL));
      }
    }
  }

  private void objects(Path objects) throws IOException {
    if (!Files.isDirectory(objects, NOFOLLOW_LINKS)) {
      folder.requirePlain(objects);
    }
    Files.walkFileTree(objects, this);
    String name = folder.name(objects.resolve(Constants.INFO_ALTERNATES));
    for (String line : folder.text(name, LARGEST_ALTERNATES).orElse("").lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        Path alternate = alternate(objects, name, line);
        if (alternates.add(alternate)) {
          objects(alternate);
        }
      }
    }
  }

  private Path alternate(Path objects, String name, String line) throws IOException {
    try {
      Path alternate = objects.resolve(line).toRealPath();
      if (alternate.startsWith(folder.root().toRealPath())) {
        return alternate;
      }
    } catch (IOException | InvalidPathException e) {
      throw borrowed(name, line, "cannot be read");
    }
    throw borrowed(name, line, "lies outside of %s and is not followed".formatted(folder.root()));
  }

  private GitException borrowed(String name, String line, String why) {
    return GitException.of(
        folder.git(),
        "%s names the folder %s, which %s".formatted(name, line, why),
        "Give it all its objects with git repack -a -d, and delete %s".formatted(name));
  }

  /** JGit takes what is younger than its own reading for changing, and looks again and again. */
  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
      throws IOException {
    Instant modified = attributes.lastModifiedTime().toInstant();
    if (modified.isAfter(Instant.now().plus(LATEST))) {
      throw GitException.of(
          this.folder.git(),
          "%s is dated %s".formatted(this.folder.name(folder), modified),
          "Give it today's date with touch");
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
    folder.requirePlain(file);
    if (!Files.isReadable(file) && Files.exists(file)) {
      throw GitException.notAllowed(folder.git(), folder.name(file));
    }
    if (file.startsWith(folder.git().resolve("refs")) && attributes.size() <= GitRefs.LARGEST) {
      refs.require(folder.name(file));
    } else if (file.toString().endsWith(".idx") && !GitPack.isWhole(file)) {
      throw GitException.damaged(
          folder.git(), "%s or its pack is cut or damaged".formatted(folder.name(file)));
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    if (failure instanceof AccessDeniedException) {
      throw GitException.notAllowed(folder.git(), folder.name(file));
    }
    throw failure;
  }
}
