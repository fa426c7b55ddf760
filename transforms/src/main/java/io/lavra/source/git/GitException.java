package io.lavra.source.git;

import io.lavra.words.Expected;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.eclipse.jgit.lib.AnyObjectId;
import org.jspecify.annotations.Nullable;

/** A repository cannot be read. The message names it, says why, and what to do. */
public final class GitException extends FileSystemException implements Expected {
  private static final String CLONE = "Clone it anew";
  private static final String FSCK = "Look at it with git fsck, or clone it anew";

  private GitException(@Nullable String repository, String text, @Nullable Throwable cause) {
    super(repository, null, text);
    if (cause != null) {
      initCause(cause);
    }
  }

  static GitException of(Path repository, String problem, String remedy) {
    return of(repository, problem, remedy, null);
  }

  private static GitException of(
      Path repository, String problem, String remedy, @Nullable Throwable cause) {
    return new GitException(repository.toString(), "%s. %s.".formatted(problem, remedy), cause);
  }

  /** There is none, or no such commit in it. */
  static GitException none(String message) {
    return new GitException(null, message, null);
  }

  /** Something that is no file leads elsewhere, or never ends. */
  static GitException notPlain(Path repository, String name, String kind) {
    return of(repository, "%s is %s, and only plain files are read".formatted(name, kind), CLONE);
  }

  static GitException notAllowed(Path repository, String name) {
    return of(
        repository,
        "%s may not be read by the user that runs Lavra".formatted(name),
        "Give the right to");
  }

  static GitException damaged(Path repository, String what) {
    return of(repository, what, FSCK);
  }

  static GitException missing(Path repository, AnyObjectId id) {
    return of(
        repository,
        "the object %s is missing, or lies in a damaged pack".formatted(id.name()),
        "If it is a partial clone, clone it anew without --filter; if not, look at it with git fsck");
  }

  static GitException damaged(Path repository, AnyObjectId id, @Nullable Throwable cause) {
    return of(repository, "the object %s is damaged".formatted(id.name()), FSCK, cause);
  }

  static GitException malformed(Path repository, Throwable cause) {
    String problem = "a commit or a folder in it is not written as git writes them";
    return of(repository, problem, FSCK, cause);
  }

  /** The same failure, and which file it concerns. */
  GitException at(String path) {
    return new GitException(getFile(), "%s It holds %s.".formatted(getReason(), path), getCause());
  }
}
