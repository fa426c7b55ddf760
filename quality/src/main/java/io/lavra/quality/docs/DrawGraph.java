package io.lavra.quality.docs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Draws the lineage of a lake, of tables alone or with their columns. */
final class DrawGraph {
  private static final int WIDTH = 176;
  private static final int BETWEEN = 72;
  private static final int MARGIN = 16;
  private static final int HEAD = 34;
  private static final int ROW = 19;
  private static final int TOP = 40;

  private final LakeDocs lake;
  private final boolean columns;
  private final Map<String, Integer> ranks;
  private final Map<String, Graph.Box> boxes = new LinkedHashMap<>();
  private final Map<String, Map<String, Integer>> numbers = new HashMap<>();
  private int next = 1;

  private DrawGraph(LakeDocs lake, boolean columns) {
    this.lake = lake;
    this.columns = columns;
    this.ranks = Ranks.of(lake);
  }

  static Graph tables(LakeDocs lake) {
    return new DrawGraph(lake, false).draw("tables");
  }

  static Graph columns(LakeDocs lake) {
    return new DrawGraph(lake, true).draw("columns");
  }

  private Graph draw(String id) {
    List<Layout.Link> links = links();
    List<Layout.Box> places = new ArrayList<>();
    lake.tables().forEach(t -> places.add(new Layout.Box(t.name(), rank(t.name()), height(t))));
    Stack layout = Stack.of(places, links, columns ? 22 : 14);
    lake.tables().forEach(table -> boxes.put(table.name(), box(table, layout)));
    int width = ranks.values().stream().mapToInt(DrawGraph::x).max().orElse(0) + WIDTH + MARGIN;
    int height = TOP + (int) Math.ceil(layout.height()) + MARGIN;
    return new Graph(
        id, width, height, bands(), List.copyOf(boxes.values()), curves(links, layout));
  }

  private int rank(String table) {
    return ranks.getOrDefault(table, 0);
  }

  private static int x(int rank) {
    return MARGIN + rank * (WIDTH + BETWEEN);
  }

  private int height(TableDocs table) {
    return columns ? HEAD + ROW * shown(table).size() + 4 : HEAD;
  }

  /** The columns that are drawn: all but those that Lavra adds. */
  private static List<ColumnDocs> shown(TableDocs table) {
    return table.columns().stream().filter(column -> !column.added()).toList();
  }

  private List<Layout.Link> links() {
    List<Layout.Link> links = new ArrayList<>();
    for (TableDocs table : lake.tables()) {
      for (String read : table.reads()) {
        if (ranks.containsKey(read) && !read.equals(table.name())) {
          links.add(new Layout.Link(read, table.name()));
        }
      }
    }
    return links;
  }

  private Graph.Box box(TableDocs table, Stack layout) {
    int y = TOP + (int) Math.round(layout.top(table.name()));
    int number = next++;
    List<Graph.Row> rows = new ArrayList<>();
    Map<String, Integer> named = new HashMap<>();
    if (columns) {
      for (ColumnDocs column : shown(table)) {
        int middle = y + HEAD + ROW * rows.size() + ROW / 2;
        int anchor = table.columns().indexOf(column) + 1;
        named.put(column.name().toLowerCase(Locale.ROOT), rows.size());
        rows.add(new Graph.Row(next++, anchor, column, middle));
      }
    }
    numbers.put(table.name(), named);
    return new Graph.Box(
        number, table, x(rank(table.name())), y, WIDTH, height(table), List.copyOf(rows));
  }

  private List<Graph.Band> bands() {
    List<Graph.Band> bands = new ArrayList<>();
    for (String layer : LakeDocs.LAYERS) {
      List<Integer> used =
          lake.layer(layer).stream().map(table -> rank(table.name())).sorted().toList();
      if (!used.isEmpty()) {
        int from = x(used.get(0));
        int to = x(used.get(used.size() - 1)) + WIDTH;
        bands.add(new Graph.Band(layer, from, to - from));
      }
    }
    return bands;
  }

  private List<Graph.Curve> curves(List<Layout.Link> links, Stack layout) {
    Set<Graph.Curve> curves = new LinkedHashSet<>();
    for (Layout.Link link : links) {
      Graph.Box from = java.util.Objects.requireNonNull(boxes.get(link.from()));
      Graph.Box to = java.util.Objects.requireNonNull(boxes.get(link.to()));
      List<Double> between = layout.between(link);
      if (columns) {
        columnCurves(from, to, between, curves);
      } else {
        curves.add(
            new Graph.Curve(
                from.number(), to.number(), path(from, from.y() + 17, to, to.y() + 17, between)));
      }
    }
    return List.copyOf(curves);
  }

  private void columnCurves(
      Graph.Box from, Graph.Box to, List<Double> between, Set<Graph.Curve> curves) {
    Map<String, Integer> named = numbers.getOrDefault(from.table().name(), Map.of());
    for (Graph.Row row : to.rows()) {
      for (Origin origin : row.column().origins()) {
        Integer at = named.get(origin.column().toLowerCase(Locale.ROOT));
        if (origin.isValue() && origin.table().equals(from.table().name()) && at != null) {
          Graph.Row source = from.rows().get(at);
          curves.add(
              new Graph.Curve(
                  source.number(), row.number(), path(from, source.y(), to, row.y(), between)));
        }
      }
    }
  }

  private String path(Graph.Box from, int fromY, Graph.Box to, int toY, List<Double> between) {
    StringBuilder path = new StringBuilder();
    int x = from.x() + WIDTH;
    int y = fromY;
    path.append("M%s %s".formatted(x, y));
    int rank = rank(from.table().name());
    for (double height : between) {
      rank++;
      int spot = TOP + (int) Math.round(height);
      bend(path, x, y, x(rank), spot);
      path.append("H%s".formatted(x(rank) + WIDTH));
      x = x(rank) + WIDTH;
      y = spot;
    }
    bend(path, x, y, to.x(), toY);
    return path.toString();
  }

  private static void bend(StringBuilder path, int x, int y, int toX, int toY) {
    int middle = x + Math.max(24, (toX - x) / 2);
    path.append("C%s %s %s %s %s %s".formatted(middle, y, Math.min(middle, toX), toY, toX, toY));
  }
}
