package io.lavra.site;

import io.lavra.quality.docs.Series;
import io.lavra.quality.docs.Series.Point;
import io.lavra.quality.docs.TableDocs;
import io.lavra.site.Records.Measured;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table's metrics, run by run, under names for people. */
record MetricFacts(String table, PersonalColumns personal) {
  private static final Pattern NAME = Pattern.compile("(?s)(\\w+)\\((.*)\\)(?:#[0-9a-f]+)?");
  private static final Pattern COLUMN = Pattern.compile("\"((?:[^\"]|\"\")*)\"");

  /** Those that count rows, whatever the values in them. */
  private static final Map<String, String> COUNTS =
      Map.of(
          "present", "values present",
          "unexpected", "unexpected values",
          "repeated", "repeated values",
          "orphans", "values without a match",
          "rows", "rows looked at");

  List<Series> of(List<TableDocs.LastRun> runs, List<Measured> measured) {
    List<Series> series = new ArrayList<>();
    add(series, "Rows published", runs, TableDocs.LastRun::published);
    add(series, "Rows kept back", runs, TableDocs.LastRun::quarantined);
    add(series, "Seconds to build", runs, TableDocs.LastRun::seconds);
    Map<String, List<Point>> metrics = new LinkedHashMap<>();
    for (Measured one : measured) {
      if (!isHidden(one.metric())) {
        point(one, metrics.computeIfAbsent(one.metric(), m -> new ArrayList<>()));
      }
    }
    Map<String, Integer> seen = new HashMap<>();
    metrics.forEach(
        (metric, points) -> {
          if (!points.isEmpty()) {
            String name = words(metric);
            int times = seen.merge(name, 1, Integer::sum);
            series.add(new Series(times == 1 ? name : name + " (" + times + ")", points));
          }
        });
    return series;
  }

  private static void add(
      List<Series> series,
      String name,
      List<TableDocs.LastRun> runs,
      ToDoubleFunction<TableDocs.LastRun> value) {
    List<Point> points =
        runs.stream()
            .filter(run -> run.status().equals("published"))
            .map(run -> new Point(run.id(), run.at(), value.applyAsDouble(run)))
            .toList();
    if (!points.isEmpty()) {
      series.add(new Series(name, points));
    }
  }

  private static void point(Measured one, List<Point> points) {
    try {
      double value = Double.parseDouble(one.value());
      if (Double.isFinite(value)) {
        points.add(new Point(one.run(), one.at(), value));
      }
    } catch (NumberFormatException texts) {
      // Dates, texts and states are no line in a chart.
    }
  }

  /** A least or greatest value is somebody's; a count is nobody's. */
  private boolean isHidden(String metric) {
    Matcher name = NAME.matcher(metric);
    return !(name.matches() && COUNTS.containsKey(name.group(1)))
        && COLUMN
            .matcher(metric)
            .results()
            .anyMatch(c -> personal.contains(table, c.group(1).replace("\"\"", "\"")));
  }

  private static String words(String metric) {
    Matcher name = NAME.matcher(metric);
    if (!name.matches()) {
      return metric.equals("rows") ? "Rows measured" : metric.replaceFirst("#[0-9a-f]+$", "");
    }
    String columns =
        COLUMN
            .matcher(name.group(2))
            .results()
            .map(c -> c.group(1).replace("\"\"", "\""))
            .collect(Collectors.joining(", "));
    String what = COUNTS.getOrDefault(name.group(1), name.group(1).replace('_', ' '));
    return columns.isEmpty() ? what + " " + name.group(2) : columns + ": " + what;
  }
}
