package io.lavra.metrics;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/observability.md, rules and dashboard name metrics that there are. */
class ObservabilityPageTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(lavra_\\w+)` \\|");
  private static final Pattern METRIC = Pattern.compile("lavra_\\w+");

  @Test
  void everyMetricIsOnThePage() throws IOException {
    assertEquals(metrics(), found(ROW, "docs/observability.md"));
  }

  @Test
  void rulesAndDashboardAskForNoOther() throws IOException {
    TreeSet<String> asked = found(METRIC, "infra/prometheus/rules/lavra.yaml");
    asked.addAll(found(METRIC, "infra/grafana/dashboards/lavra.json"));
    asked.removeAll(metrics());
    assertEquals(new TreeSet<>(), asked);
  }

  private static TreeSet<String> metrics() {
    return Arrays.stream(Family.values()).map(Family::metric).collect(toCollection(TreeSet::new));
  }

  private static TreeSet<String> found(Pattern pattern, String file) throws IOException {
    Stream<MatchResult> found =
        pattern.matcher(Files.readString(Path.of("..").resolve(file))).results();
    return found
        .map(match -> match.group().replaceAll("\\W", ""))
        .collect(toCollection(TreeSet::new));
  }
}
