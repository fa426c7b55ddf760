package io.lavra.cli.output;

import io.lavra.words.InertStream;
import java.util.Set;
import java.util.TreeSet;

/**
 * The last line of a terminal, written over as things go on: the tables being built. Where standard
 * error is no terminal it is silent; the launcher script knows and says so.
 */
public final class StatusLine {
  private static final String ERASE = "\r\u001b[K";
  private static final int WIDTH = 79;

  private final boolean live;
  private final Set<String> tables = new TreeSet<>();
  private String share = "";

  private StatusLine(boolean live) {
    this.live = live;
  }

  /**
   * @param wanted whether the user wants to see it
   */
  public static StatusLine of(boolean wanted) {
    return new StatusLine(wanted && Boolean.getBoolean("lavra.terminal"));
  }

  /** Says how much of the work a cluster has done. */
  void working(int done, int tasks) {
    share = "%s of %s tasks: ".formatted(done, tasks);
    draw();
  }

  void add(String table) {
    share = "";
    tables.add(table);
    draw();
  }

  void remove(String table) {
    tables.remove(table);
    draw();
  }

  void clear() {
    if (live) {
      InertStream.exact(System.err).print(ERASE);
    }
  }

  private void draw() {
    clear();
    if (live && !tables.isEmpty()) {
      String text = "building " + share + String.join(", ", tables);
      System.err.print(text.length() > WIDTH ? text.substring(0, WIDTH - 1) + "…" : text);
    }
  }
}
