package io.lavra.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads back what {@link TextFile} wrote. A line that it would not have written is passed over. */
final class TextLines {
  private static final Pattern LINE =
      Pattern.compile("([a-z_]{1,99})\\{([^{}]{1,999})\\} ([-+.0-9Ee]{1,40})");

  /** Names of lakes, targets and tables, and our own words: nothing in them needs escaping. */
  private static final Pattern LABEL = Pattern.compile("([a-z]{1,20})=\"([a-z0-9_.-]{1,250})\"");

  private TextLines() {}

  static List<Sample> read(String text) {
    return text.lines().map(TextLines::sample).flatMap(Optional::stream).toList();
  }

  private static Optional<Sample> sample(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Optional<Family> family = Family.named(parts.group(1));
    Optional<Map<String, String>> labels = labels(parts.group(2));
    return family.isEmpty() || labels.isEmpty()
        ? Optional.empty()
        : sample(family.get(), labels.get(), parts.group(3));
  }

  private static Optional<Sample> sample(Family family, Map<String, String> labels, String value) {
    String table = family.isOfATable() ? labels.getOrDefault("table", "") : "";
    Group group =
        new Group(labels.getOrDefault("lake", ""), labels.getOrDefault("target", ""), table);
    if (group.lake().isEmpty()
        || group.target().isEmpty()
        || family.isOfATable() != isTable(table)) {
      return Optional.empty();
    }
    try {
      String[] names = labels.keySet().toArray(String[]::new);
      String[] values = labels.values().toArray(String[]::new);
      return Optional.of(
          new Sample(family, group, Labels.of(names, values), Double.parseDouble(value)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isTable(String table) {
    return table.indexOf('.') > 0;
  }

  private static Optional<Map<String, String>> labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    for (String written : text.split(",", -1)) {
      Matcher label = LABEL.matcher(written);
      if (!label.matches() || labels.put(label.group(1), label.group(2)) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(labels);
  }
}
