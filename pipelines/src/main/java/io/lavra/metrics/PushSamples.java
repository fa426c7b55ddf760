package io.lavra.metrics;

import io.lavra.project.outgoing.MetricsOutput.Gateway;
import io.prometheus.metrics.exporter.pushgateway.Format;
import io.prometheus.metrics.exporter.pushgateway.PushGateway;
import io.prometheus.metrics.exporter.pushgateway.Scheme;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Pushes samples, group by group: {@code job="lavra"}, lake, target and, for a table's, table. What
 * is pushed takes the place of what was there of the same group and family.
 */
final class PushSamples {
  private static final String JOB = "lavra";
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Gateway gateway;

  PushSamples(Gateway gateway) {
    this.gateway = gateway;
  }

  void push(List<Sample> samples) throws IOException {
    Map<Group, List<Sample>> groups =
        samples.stream()
            .collect(Collectors.groupingBy(Sample::group, LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<Group, List<Sample>> group : groups.entrySet()) {
      to(group.getKey()).pushAdd(() -> Sample.snapshots(group.getValue()));
    }
  }

  private PushGateway to(Group group) {
    int address = gateway.url().indexOf("://") + "://".length();
    PushGateway.Builder builder =
        PushGateway.builder()
            .format(Format.PROMETHEUS_TEXT)
            .scheme(gateway.url().startsWith("https:") ? Scheme.HTTPS : Scheme.HTTP)
            .address(gateway.url().substring(address))
            .connectionTimeout(PATIENCE)
            .readTimeout(PATIENCE)
            .job(JOB)
            .groupingKey("lake", group.lake())
            .groupingKey("target", group.target());
    if (!gateway.user().isEmpty()) {
      builder.basicAuth(gateway.user(), gateway.password());
    }
    if (!group.table().isEmpty()) {
      builder.groupingKey("table", group.table());
    }
    return builder.build();
  }
}
