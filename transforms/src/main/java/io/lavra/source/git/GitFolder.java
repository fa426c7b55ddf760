package io.lavra.source.git;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;

/**
 * Where a repository lies. It is found by looking at the folder and those above it; nothing that
 * says it lies elsewhere is followed.
 *
 * @param root the folder that holds all of it: its work tree, or itself where it is bare
 * @param git the folder of {@code HEAD}, {@code objects} and {@code refs}
 */
record GitFolder(Path root, Path git) {
  private static final List<String> PARTS = List.of(Constants.HEAD, Constants.OBJECTS, "refs");

  private static final String ELSEWHERE =
      "Name the folder of the repository it belongs to, and a ref: if it has another commit out";

  /** The repository at or above a folder. */
  static GitFolder find(Path folder) throws GitException {
    Path start = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(start)) {
      throw GitException.none(
          "There is no folder %s. Name the folder of a git repository.".formatted(folder));
    }
    for (Path at = start; at != null; at = at.getParent()) {
      Path git = at.resolve(Constants.DOT_GIT);
      if (Files.exists(git, NOFOLLOW_LINKS)) {
        return new GitFolder(at, requireFolder(git));
      }
      if (looksBare(at)) {
        return new GitFolder(at, requireOwnObjects(at));
      }
    }
    throw GitException.none(
        "There is no git repository at or above %s. Name a folder inside a clone."
            .formatted(folder));
  }

  private static Path requireFolder(Path git) throws GitException {
    if (Files.isDirectory(git, NOFOLLOW_LINKS)) {
      return requireOwnObjects(git);
    }
    String kind =
        Files.isRegularFile(git, NOFOLLOW_LINKS)
            ? "is a file that names another folder, as in a worktree or a submodule"
            : Files.isSymbolicLink(git) ? "is a symbolic link" : "is no folder";
    throw GitException.of(git, kind + ", which is not followed", ELSEWHERE);
  }

  private static Path requireOwnObjects(Path git) throws GitException {
    if (Files.exists(git.resolve("commondir"), NOFOLLOW_LINKS)) {
      throw GitException.of(
          git,
          "commondir names the folder of another repository, which is not followed",
          ELSEWHERE);
    }
    for (String part : PARTS) {
      if (!Files.exists(git.resolve(part), NOFOLLOW_LINKS)) {
        throw GitException.of(git, part + " is missing", "Clone it anew, or remove the folder");
      }
    }
    return git;
  }

  private static boolean looksBare(Path folder) {
    return PARTS.stream().allMatch(part -> Files.exists(folder.resolve(part), NOFOLLOW_LINKS));
  }

  /**
   * The text of one of git's small files.
   *
   * @param name relative to the repository
   * @param most bytes it may have
   * @return nothing where there is no such file
   */
  Optional<String> text(String name, int most) throws IOException {
    Path file = git.resolve(name);
    if (!Files.exists(file, NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    requirePlain(file);
    if (Files.size(file) > most) {
      throw GitException.damaged(git, "%s has more than %s bytes".formatted(name, most));
    }
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (AccessDeniedException e) {
      throw GitException.notAllowed(git, name);
    }
  }

  /** Refuses what leads elsewhere or never ends: links, pipes, devices. */
  void requirePlain(Path file) throws GitException {
    if (Files.isSymbolicLink(file)) {
      throw GitException.notPlain(git, name(file), "a symbolic link");
    }
    if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
      throw GitException.notPlain(
          git, name(file), Files.isDirectory(file) ? "a folder" : "a pipe, a socket or a device");
    }
  }

  /** What a file is called in messages: its path in the repository. */
  String name(Path file) {
    return file.startsWith(git) ? git.relativize(file).toString() : file.toString();
  }
}
