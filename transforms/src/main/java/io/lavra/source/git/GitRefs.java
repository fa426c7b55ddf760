package io.lavra.source.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** What stands in the files of branches and tags, before JGit follows it. */
final class GitRefs {
  /** Bytes above which a file is no ref; JGit reads no more either. */
  static final int LARGEST = 4096;

  private static final int DEEPEST = 5;
  private static final List<String> PLACES =
      List.of("%s", "refs/%s", "refs/tags/%s", "refs/heads/%s", "refs/remotes/%s");

  private final GitFolder folder;

  GitRefs(GitFolder folder) {
    this.folder = folder;
  }

  /** Refuses a ref that leads to no ref: {@code ref: ../../secret}. */
  void require(String name) throws IOException {
    Optional<String> target = target(text(name));
    if (target.isPresent() && !isName(target.get())) {
      throw GitException.damaged(
          folder.git(),
          "%s leads to \"%s\", which is no name of a branch".formatted(name, target.get()));
    }
  }

  /** Why nothing is called so, where a file is there that should say it. */
  Optional<GitException> defect(String ref) throws IOException {
    for (String place : PLACES) {
      String name = place.formatted(ref);
      if (Repository.isValidRefName("x/" + name) && isFile(name)) {
        return defectOf(name);
      }
    }
    return Optional.empty();
  }

  private Optional<GitException> defectOf(String first) throws IOException {
    String name = first;
    for (int depth = 0; depth < DEEPEST && isFile(name); depth++) {
      String text = text(name);
      Optional<String> target = target(text).filter(GitRefs::isName);
      if (target.isEmpty()) {
        return ObjectId.isId(text.strip()) ? Optional.empty() : Optional.of(noId(name, text));
      }
      name = target.get();
    }
    return Optional.empty();
  }

  private GitException noId(String name, String text) {
    return GitException.damaged(
        folder.git(), name + (text.isBlank() ? " is empty" : " holds no commit's id"));
  }

  private boolean isFile(String name) {
    Path file = folder.git().resolve(name);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private String text(String name) throws IOException {
    return folder.text(name, LARGEST).orElse("");
  }

  private static Optional<String> target(String text) {
    return text.startsWith("ref:")
        ? Optional.of(text.substring("ref:".length()).strip())
        : Optional.empty();
  }

  private static boolean isName(String target) {
    return target.startsWith("refs/") && Repository.isValidRefName(target);
  }
}
