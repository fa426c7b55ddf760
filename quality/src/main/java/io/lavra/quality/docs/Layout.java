package io.lavra.quality.docs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Places boxes in ranks from left to right so that few links cross. A link over several ranks
 * passes through a spot of its own in each; links that leave one box share these spots.
 */
final class Layout {
  private static final int SWEEPS = 12;
  private static final double THIN = 8;

  /** A box to place; ranks count from 0. */
  record Box(String id, int rank, double height) {}

  /** A link between boxes. */
  record Link(String from, String to) {}

  /** A box in its place, or a spot that a long link passes through. */
  private static final class Node {
    final int rank;
    final double height;
    final List<Node> before = new ArrayList<>();
    final List<Node> after = new ArrayList<>();
    double weight;
    double top;

    Node(int rank, double height) {
      this.rank = rank;
      this.height = height;
    }

    double centre() {
      return top + height / 2;
    }
  }

  private final double gap;
  private final Map<String, Node> boxes = new LinkedHashMap<>();
  private final Map<String, Node> spots = new HashMap<>();
  private final List<List<Node>> ranks = new ArrayList<>();

  private Layout(double gap) {
    this.gap = gap;
  }

  /** Places boxes, given in the order that decides where nothing else does. */
  static Layout of(List<Box> boxes, List<Link> links, double gap) {
    Layout layout = new Layout(gap);
    boxes.forEach(
        box -> layout.boxes.put(box.id(), layout.add(new Node(box.rank(), box.height()))));
    links.forEach(layout::link);
    layout.order();
    layout.place();
    return layout;
  }

  /** The upper edge of a box. */
  double top(String box) {
    return node(box).top;
  }

  /** The heights at which a link passes the ranks between its ends. */
  List<Double> between(Link link) {
    List<Double> heights = new ArrayList<>();
    for (int rank = node(link.from()).rank + 1; rank < node(link.to()).rank; rank++) {
      Node spot = spots.get(link.from() + "\n" + rank);
      heights.add(spot == null ? 0 : spot.centre());
    }
    return heights;
  }

  double height() {
    return ranks.stream()
        .flatMap(List::stream)
        .mapToDouble(node -> node.top + node.height)
        .max()
        .orElse(0);
  }

  private Node node(String box) {
    return java.util.Objects.requireNonNull(boxes.get(box), box);
  }

  private Node add(Node node) {
    while (ranks.size() <= node.rank) {
      ranks.add(new ArrayList<>());
    }
    ranks.get(node.rank).add(node);
    return node;
  }

  private void link(Link link) {
    Node at = node(link.from());
    Node to = node(link.to());
    for (int rank = at.rank + 1; rank < to.rank; rank++) {
      int here = rank;
      Node spot =
          spots.computeIfAbsent(link.from() + "\n" + rank, key -> add(new Node(here, THIN)));
      join(at, spot);
      at = spot;
    }
    if (at.rank < to.rank) {
      join(at, to);
    }
  }

  private static void join(Node from, Node to) {
    if (!from.after.contains(to)) {
      from.after.add(to);
      to.before.add(from);
    }
  }

  /** Each box moves to the mean place of its neighbours, forwards and backwards by turns. */
  private void order() {
    List<List<Node>> best = copy();
    long fewest = crossings();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean forwards = sweep % 2 == 0;
      for (int i = 1; i < ranks.size(); i++) {
        List<Node> rank = ranks.get(forwards ? i : ranks.size() - 1 - i);
        for (int place = 0; place < rank.size(); place++) {
          Node node = rank.get(place);
          List<Node> neighbours = forwards ? node.before : node.after;
          node.weight = neighbours.stream().mapToDouble(this::share).average().orElse(share(node));
        }
        rank.sort(Comparator.comparingDouble(node -> node.weight));
      }
      if (crossings() < fewest) {
        fewest = crossings();
        best = copy();
      }
    }
    for (int i = 0; i < best.size(); i++) {
      ranks.set(i, best.get(i));
    }
  }

  private List<List<Node>> copy() {
    List<List<Node>> copy = new ArrayList<>();
    ranks.forEach(rank -> copy.add(new ArrayList<>(rank)));
    return copy;
  }

  /** How far down its rank a node is, 0 to 1. */
  private double share(Node node) {
    List<Node> rank = ranks.get(node.rank);
    return (rank.indexOf(node) + 0.5) / rank.size();
  }

  private long crossings() {
    long crossings = 0;
    for (int i = 0; i + 1 < ranks.size(); i++) {
      List<int[]> links = new ArrayList<>();
      List<Node> next = ranks.get(i + 1);
      for (int place = 0; place < ranks.get(i).size(); place++) {
        for (Node to : ranks.get(i).get(place).after) {
          int other = next.indexOf(to);
          int here = place;
          crossings += links.stream().filter(l -> l[0] < here && l[1] > other).count();
          links.add(new int[] {place, other});
        }
      }
    }
    return crossings;
  }

  /** Boxes are drawn towards their neighbours, as far as those above and below leave room. */
  private void place() {
    for (List<Node> rank : ranks) {
      spread(rank);
    }
    for (int turn = 0; turn < 4 * SWEEPS; turn++) {
      for (int i = 0; i < ranks.size(); i++) {
        List<Node> rank = ranks.get(turn % 2 == 0 ? i : ranks.size() - 1 - i);
        for (Node node : rank) {
          List<Node> neighbours = new ArrayList<>(node.before);
          neighbours.addAll(node.after);
          double centre =
              neighbours.stream().mapToDouble(Node::centre).average().orElse(node.centre());
          node.top = centre - node.height / 2;
        }
        spread(rank);
      }
    }
    double least = ranks.stream().flatMap(List::stream).mapToDouble(n -> n.top).min().orElse(0);
    ranks.forEach(rank -> rank.forEach(node -> node.top -= least));
  }

  /** The mean of pushing down from above and up from below: both keep the gaps, so it does. */
  private void spread(List<Node> rank) {
    int size = rank.size();
    double[] down = new double[size];
    double[] up = new double[size];
    for (int i = 0; i < size; i++) {
      double free = i == 0 ? Double.NEGATIVE_INFINITY : down[i - 1] + rank.get(i - 1).height + gap;
      down[i] = Math.max(rank.get(i).top, free);
    }
    for (int i = size - 1; i >= 0; i--) {
      double free = i == size - 1 ? Double.POSITIVE_INFINITY : up[i + 1] - gap - rank.get(i).height;
      up[i] = Math.min(rank.get(i).top, free);
    }
    for (int i = 0; i < size; i++) {
      rank.get(i).top = (down[i] + up[i]) / 2;
    }
  }
}
