package io.lavra.quality.docs;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A metric's line, ready to be written as SVG of 320 by 84. Runs stand at equal distances.
 *
 * @param line the way through all points
 * @param ticks the heights with a number beside them
 * @param says the same in words
 */
record Chart(
    Series series,
    String latest,
    String change,
    String low,
    String high,
    String first,
    String last,
    String line,
    List<Tick> ticks,
    List<Dot> dots,
    String says) {
  static final int LEFT = 60;
  static final int WIDTH = 250;
  static final int TOP = 10;
  static final int HEIGHT = 64;

  private static final int MOST = 60;

  /** A height and its number. */
  record Tick(String y, String label) {}

  /** A point of the line. */
  record Dot(String x, String y, String title) {}

  static Chart of(Series whole, ZoneId zone) {
    List<Series.Point> all = whole.points();
    Series series =
        new Series(whole.name(), all.subList(Math.max(0, all.size() - MOST), all.size()));
    List<Series.Point> points = series.points();
    double low = points.stream().mapToDouble(Series.Point::value).min().orElse(0);
    double high = points.stream().mapToDouble(Series.Point::value).max().orElse(0);
    List<Dot> dots = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < points.size(); i++) {
      Series.Point point = points.get(i);
      double share = points.size() == 1 ? 0.5 : (double) i / (points.size() - 1);
      double height = high == low ? 0.5 : (point.value() - low) / (high - low);
      String x = one(LEFT + WIDTH * share);
      String y = one(TOP + HEIGHT * (1 - height));
      String title = Shown.time(point.at(), zone) + ": " + Shown.number(point.value());
      dots.add(new Dot(x, y, title));
      line.append(i == 0 ? "M" : "L").append(x).append(' ').append(y);
    }
    return new Chart(
        series,
        Shown.number(series.last().value()),
        change(points),
        Shown.number(low),
        Shown.number(high),
        Shown.time(points.get(0).at(), zone),
        Shown.time(series.last().at(), zone),
        line.toString(),
        ticks(low, high),
        dots,
        "%s, %s from %s to %s: lowest %s, highest %s, last %s"
            .formatted(
                Shown.show(series.name()),
                Shown.count(points.size(), "run"),
                Shown.time(points.get(0).at(), zone),
                Shown.time(series.last().at(), zone),
                Shown.number(low),
                Shown.number(high),
                Shown.number(series.last().value())));
  }

  private static List<Tick> ticks(double low, double high) {
    return low == high
        ? List.of(new Tick(one(TOP + HEIGHT * 0.5), Shown.brief(low)))
        : List.of(
            new Tick(one(TOP), Shown.brief(high)), new Tick(one(TOP + HEIGHT), Shown.brief(low)));
  }

  boolean isLine() {
    return dots.size() > 1;
  }

  /** What the last run changed, in words a reader need not compute. */
  private static String change(List<Series.Point> points) {
    if (points.size() < 2) {
      return "";
    }
    double now = points.get(points.size() - 1).value();
    double before = points.get(points.size() - 2).value();
    if (now == before) {
      return "unchanged";
    }
    String size = Shown.number(Math.abs(now - before));
    return (now > before ? "▲ " : "▼ ") + size;
  }

  private static String one(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
