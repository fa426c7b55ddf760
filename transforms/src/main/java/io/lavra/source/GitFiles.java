package io.lavra.source;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The files of a local git repository at a ref. Reads objects only: no work tree, no {@code git}
 * command, hook or filter; symbolic links and submodules are left out.
 */
public final class GitFiles {
  /** Bytes above which a file's content is not read: 1 MiB. */
  public static final int LARGEST_TEXT = 1 << 20;

  private GitFiles() {}

  /**
   * Gives each wanted file, sorted by path.
   *
   * @param folder in or above which the repository lies; paths are always the repository's
   * @param ref a branch, tag or commit id; usually {@code HEAD}
   * @param include globs of paths ({@code **}{@code /*.java}); none means all
   * @param exclude globs of paths to leave out
   * @throws IllegalArgumentException where there is no repository, no such ref, or a glob is wrong
   * @throws IOException where the repository's objects cannot be read
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
      Map<String, ObjectId> files = list(walk.getObjectReader(), head, glob);
      Map<String, RevCommit> commits = GitHistory.lastCommits(walk, head, files);
      for (Map.Entry<String, ObjectId> file : files.entrySet()) {
        RevCommit commit = commits.getOrDefault(file.getKey(), head);
        consumer.accept(file(walk.getObjectReader(), file.getKey(), file.getValue(), commit));
      }
    }
  }

  /**
   * The id of the commit a ref stands for: as long as it is the same, so are the files.
   *
   * @throws IllegalArgumentException where there is no repository or no such ref
   */
  public static String fingerprint(Path folder, String ref) throws IOException {
    try (Repository repository = GitRepository.open(folder);
        RevWalk walk = new RevWalk(repository)) {
      return GitRepository.commit(repository, walk, ref).getName();
    }
  }

  private static Map<String, ObjectId> list(ObjectReader reader, RevCommit head, GitGlob glob)
      throws IOException {
    Map<String, ObjectId> files = new TreeMap<>();
    try (TreeWalk tree = new TreeWalk(reader)) {
      tree.addTree(head.getTree());
      tree.setRecursive(true);
      while (tree.next()) {
        FileMode mode = tree.getFileMode(0);
        boolean isFile = mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE;
        if (isFile && glob.accepts(tree.getPathString())) {
          files.put(tree.getPathString(), tree.getObjectId(0));
        }
      }
    }
    return files;
  }

  private static GitFile file(ObjectReader reader, String path, ObjectId id, RevCommit commit)
      throws IOException {
    ObjectLoader blob = reader.open(id, Constants.OBJ_BLOB);
    Optional<String> content =
        blob.getSize() > LARGEST_TEXT ? Optional.empty() : text(blob.getBytes(LARGEST_TEXT));
    return new GitFile(
        path,
        content,
        blob.getSize(),
        commit.getName(),
        commit.getAuthorIdent().getName(),
        Instant.ofEpochSecond(commit.getCommitTime()),
        GitLanguage.of(path));
  }

  private static Optional<String> text(byte[] bytes) {
    return DocumentText.isBinary(bytes)
        ? Optional.empty()
        : Optional.of(DocumentText.decode(bytes));
  }
}
