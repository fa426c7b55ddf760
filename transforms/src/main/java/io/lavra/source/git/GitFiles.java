package io.lavra.source.git;

import io.lavra.source.documents.DocumentText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * The files of a local git repository at a ref. Reads objects only: no work tree, no {@code git}
 * command, hook or filter; symbolic links and submodules are left out.
 */
public final class GitFiles {
  /** Bytes above which a file's content is not read: 1 MiB. */
  public static final int LARGEST_TEXT = 1 << 20;

  private GitFiles() {}

  /** Whether a text is a pattern of paths: it may not open a choice that it does not close. */
  public static boolean isPattern(String glob) {
    try {
      GitGlob unused = new GitGlob(List.of(glob), List.of());
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Gives each wanted file, sorted by path.
   *
   * @param folder in or above which the repository lies; paths are always the repository's
   * @param ref a branch, tag or commit id; usually {@code HEAD}
   * @param include globs of paths ({@code **}{@code /*.java}); none means all
   * @param exclude globs of paths to leave out
   * @throws IllegalArgumentException where a glob is wrong
   * @throws GitException where there is no repository, no such ref, or it cannot be read
   */
  public static void read(
      Path folder,
      String ref,
      List<String> include,
      List<String> exclude,
      Consumer<GitFile> consumer)
      throws IOException {
    GitGlob glob = new GitGlob(include, exclude);
    try (Repository repository = GitRepository.open(folder);
        RevWalk walk = new RevWalk(repository)) {
      RevCommit head = GitRepository.commit(repository, walk, ref);
      Path git = repository.getDirectory().toPath();
      Map<String, ObjectId> files =
          wellFormed(git, () -> GitTree.files(walk.getObjectReader(), git, head, glob));
      Map<String, RevCommit> commits =
          wellFormed(git, () -> GitHistory.lastCommits(walk, git, head, files));
      for (Map.Entry<String, ObjectId> file : files.entrySet()) {
        Optional<GitFile.Change> last =
            Optional.ofNullable(commits.get(file.getKey())).map(GitFiles::change);
        consumer.accept(
            wellFormed(
                git, () -> file(walk.getObjectReader(), file.getKey(), file.getValue(), last)));
      }
    }
  }

  private interface Step<T> {
    T result() throws IOException;
  }

  /** JGit fails with whatever its arrays say where an object is not what its kind promises. */
  private static <T> T wellFormed(Path git, Step<T> step) throws IOException {
    try {
      return step.result();
    } catch (GitException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw GitException.malformed(git, e);
    }
  }

  /**
   * The id of the commit a ref stands for: as long as it is the same, so are the files.
   *
   * @throws GitException where there is no repository, no such ref, or it cannot be read
   */
  public static String fingerprint(Path folder, String ref) throws IOException {
    try (Repository repository = GitRepository.open(folder);
        RevWalk walk = new RevWalk(repository)) {
      return GitRepository.commit(repository, walk, ref).getName();
    }
  }

  private static GitFile.Change change(RevCommit commit) {
    PersonIdent author = commit.getAuthorIdent();
    return new GitFile.Change(
        commit.getName(),
        author == null ? "" : author.getName(),
        Instant.ofEpochSecond(commit.getCommitTime()));
  }

  private static GitFile file(
      ObjectReader reader, String path, ObjectId id, Optional<GitFile.Change> last)
      throws IOException {
    ObjectLoader blob = blob(reader, path, id);
    Optional<String> content =
        blob.getSize() > LARGEST_TEXT ? Optional.empty() : text(blob.getBytes(LARGEST_TEXT));
    return new GitFile(path, content, blob.getSize(), last, GitLanguage.of(path));
  }

  private static ObjectLoader blob(ObjectReader reader, String path, ObjectId id)
      throws IOException {
    try {
      return reader.open(id, Constants.OBJ_BLOB);
    } catch (GitException e) {
      throw e.at(path);
    }
  }

  private static Optional<String> text(byte[] bytes) {
    return DocumentText.isBinary(bytes)
        ? Optional.empty()
        : Optional.of(DocumentText.decode(bytes));
  }
}
