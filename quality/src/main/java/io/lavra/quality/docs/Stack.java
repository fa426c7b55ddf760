package io.lavra.quality.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Layouts of what hangs together, the largest first, one below the other. */
final class Stack {
  private record Placed(Layout layout, double from) {}

  private final Map<String, Placed> placed = new HashMap<>();
  private double height;

  private Stack() {}

  static Stack of(List<Layout.Box> boxes, List<Layout.Link> links, double gap) {
    Stack stack = new Stack();
    List<List<Layout.Box>> groups = new ArrayList<>(groups(boxes, links).values());
    groups.sort(Comparator.comparing((List<Layout.Box> group) -> -group.size()));
    for (List<Layout.Box> group : groups) {
      List<String> ids = group.stream().map(Layout.Box::id).toList();
      List<Layout.Link> own = links.stream().filter(link -> ids.contains(link.from())).toList();
      Layout layout = Layout.of(group, own, gap);
      double from = stack.height == 0 ? 0 : stack.height + gap;
      ids.forEach(id -> stack.placed.put(id, new Placed(layout, from)));
      stack.height = from + layout.height();
    }
    return stack;
  }

  /** The upper edge of a box. */
  double top(String box) {
    Placed at = at(box);
    return at.from() + at.layout().top(box);
  }

  /** The heights at which a link passes the ranks between its ends. */
  List<Double> between(Layout.Link link) {
    Placed at = at(link.from());
    return at.layout().between(link).stream().map(height -> at.from() + height).toList();
  }

  double height() {
    return height;
  }

  private Placed at(String box) {
    return Objects.requireNonNull(placed.get(box), box);
  }

  /** The boxes that are linked with each other, however far. */
  private static Map<String, List<Layout.Box>> groups(
      List<Layout.Box> boxes, List<Layout.Link> links) {
    Map<String, String> heads = new HashMap<>();
    for (Layout.Link link : links) {
      String one = head(heads, link.from());
      String other = head(heads, link.to());
      if (!one.equals(other)) {
        heads.put(one, other);
      }
    }
    Map<String, List<Layout.Box>> groups = new LinkedHashMap<>();
    for (Layout.Box box : boxes) {
      groups.computeIfAbsent(head(heads, box.id()), head -> new ArrayList<>()).add(box);
    }
    return groups;
  }

  private static String head(Map<String, String> heads, String box) {
    String at = box;
    for (String next = heads.get(at); next != null; next = heads.get(at)) {
      at = next;
    }
    return at;
  }
}
