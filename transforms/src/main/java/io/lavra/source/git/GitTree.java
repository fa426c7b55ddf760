package io.lavra.source.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Lists the files of a commit. Ten folders that each hold ten times the next one are a hundred
 * bytes each and ten thousand million files, so there are limits.
 */
final class GitTree {
  private static final int MOST = 1_000_000;
  private static final int LONGEST_PATH = 4096;
  private static final long MOST_CHARACTERS = 256L << 20;

  private GitTree() {}

  static Map<String, ObjectId> files(ObjectReader reader, Path git, RevCommit head, GitGlob glob)
      throws IOException {
    Map<String, ObjectId> files = new TreeMap<>();
    int seen = 0;
    long characters = 0;
    try (TreeWalk tree = new TreeWalk(reader)) {
      tree.addTree(head.getTree());
      while (tree.next()) {
        characters += tree.getPathLength();
        if (++seen > MOST || characters > MOST_CHARACTERS || tree.getPathLength() > LONGEST_PATH) {
          throw tooMany(git, head);
        }
        FileMode mode = tree.getFileMode(0);
        if (mode == FileMode.TREE) {
          tree.enterSubtree();
        } else if ((mode == FileMode.REGULAR_FILE || mode == FileMode.EXECUTABLE_FILE)
            && glob.accepts(tree.getPathString())) {
          files.put(tree.getPathString(), tree.getObjectId(0));
        }
      }
    }
    return files;
  }

  private static GitException tooMany(Path git, RevCommit head) {
    return GitException.of(
        git,
        "the commit %s has more than %s files and folders, or a path of more than %s bytes"
            .formatted(head.name(), MOST, LONGEST_PATH),
        "Name another ref");
  }
}
