package io.lavra.source.git;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * Finds the last commit of many files in one walk over the history, newest first. A commit is a
 * file's last one when it holds the wanted content and none of its parents does. Folders whose
 * files are all found are not looked into again, so the walk grows cheap as it goes back.
 */
final class GitHistory {
  /** About a minute; all of Linux is a tenth of it. */
  private static final long MOST = 500_000_000;

  private final Map<String, ObjectId> pending;
  private final Map<String, Integer> pendingBelow = new HashMap<>();
  private final Map<String, RevCommit> found = new HashMap<>();

  private final Path git;
  private long looked = 0;

  private GitHistory(Path git, Map<String, ObjectId> wanted) {
    this.git = git;
    pending = new HashMap<>(wanted);
    pending.keySet().forEach(path -> count(path, 1));
  }

  /**
   * @param wanted the content of each path at {@code head}
   * @return the last commit of each path, bodies parsed; without those that came before the history
   *     of a shallow clone begins
   */
  static Map<String, RevCommit> lastCommits(
      RevWalk walk, Path git, RevCommit head, Map<String, ObjectId> wanted) throws IOException {
    GitHistory history = new GitHistory(git, wanted);
    Set<ObjectId> cut = walk.getObjectReader().getShallowCommits();
    walk.markStart(head);
    for (RevCommit commit = walk.next();
        commit != null && !history.pending.isEmpty();
        commit = walk.next()) {
      history.visit(walk, commit, cut.contains(commit));
    }
    history.pending.keySet().forEach(path -> history.found.put(path, head));
    for (RevCommit commit : history.found.values()) {
      walk.parseBody(commit);
    }
    return history.found;
  }

  private void visit(RevWalk walk, RevCommit commit, boolean cut) throws IOException {
    try (TreeWalk tree = new TreeWalk(walk.getObjectReader())) {
      tree.addTree(commit.getTree());
      for (RevCommit parent : commit.getParents()) {
        walk.parseHeaders(parent);
        tree.addTree(parent.getTree());
      }
      tree.setFilter(AndTreeFilter.create(new HasPending(), TreeFilter.ANY_DIFF));
      while (tree.next()) {
        if (tree.isSubtree()) {
          tree.enterSubtree();
        } else if (isMadeHere(tree)) {
          if (!cut) {
            found.put(tree.getPathString(), commit);
          }
          pending.remove(tree.getPathString());
          count(tree.getPathString(), -1);
        }
      }
    }
  }

  private boolean isMadeHere(TreeWalk tree) {
    ObjectId content = tree.getObjectId(0);
    if (!content.equals(pending.get(tree.getPathString()))) {
      return false;
    }
    for (int parent = 1; parent < tree.getTreeCount(); parent++) {
      if (tree.getObjectId(parent).equals(content)) {
        return false;
      }
    }
    return true;
  }

  private void count(String path, int change) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      pendingBelow.merge(path.substring(0, slash), change, Integer::sum);
    }
  }

  private final class HasPending extends TreeFilter {
    @Override
    public boolean include(TreeWalk tree) throws IOException {
      if (++looked > MOST) {
        throw GitException.of(
            git,
            "the history of its files takes more than %s comparisons".formatted(MOST),
            "Choose fewer files with include and exclude");
      }
      String path = tree.getPathString();
      return tree.isSubtree() ? pendingBelow.getOrDefault(path, 0) > 0 : pending.containsKey(path);
    }

    @Override
    public boolean shouldBeRecursive() {
      return false;
    }

    @Override
    public TreeFilter clone() {
      return this;
    }
  }
}
