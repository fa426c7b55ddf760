package io.lavra.code;

import java.util.ArrayDeque;
import java.util.Deque;
import org.treesitter.TSNode;
import org.treesitter.TSTree;
import org.treesitter.TSTreeCursor;

/**
 * Source so broken that it is not worth querying: some {@value #MOST_LOOSE} tokens or more that fit
 * nowhere lie side by side, and a query's time grows with the square of their number.
 */
final class BrokenSource {
  private static final int MOST_LOOSE = 5_000;

  private BrokenSource() {}

  static boolean isHopeless(TSTree tree) {
    TSNode root = tree.getRootNode();
    if (!root.hasError()) {
      return false;
    }
    try (TSTreeCursor cursor = new TSTreeCursor(root)) {
      return hasManyLooseTokens(cursor);
    }
  }

  /** Counts the unnamed children of each node, in one walk without recursion. */
  private static boolean hasManyLooseTokens(TSTreeCursor cursor) {
    Deque<Integer> looseSoFar = new ArrayDeque<>();
    if (!cursor.gotoFirstChild()) {
      return false;
    }
    looseSoFar.addLast(0);
    while (true) {
      int loose = looseSoFar.removeLast() + (cursor.currentNode().isNamed() ? 0 : 1);
      if (loose >= MOST_LOOSE) {
        return true;
      }
      looseSoFar.addLast(loose);
      if (cursor.gotoFirstChild()) {
        looseSoFar.addLast(0);
        continue;
      }
      while (!cursor.gotoNextSibling()) {
        looseSoFar.removeLast();
        if (!cursor.gotoParent() || looseSoFar.isEmpty()) {
          return false;
        }
      }
    }
  }
}
