package io.lavra.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/**
 * One value.
 *
 * @param labels all of them, those of the group too
 */
record Sample(Family family, Group group, Labels labels, double value) {
  static Sample of(Family family, Group group, double value) {
    return new Sample(family, group, group.labels(), value);
  }

  static Sample of(Family family, Group group, Labels further, double value) {
    return new Sample(family, group, group.labels().merge(further), value);
  }

  /** As Prometheus' library has them: each family once. */
  static MetricSnapshots snapshots(Collection<Sample> samples) {
    Map<Family, GaugeSnapshot.Builder> families = new EnumMap<>(Family.class);
    for (Sample sample : samples) {
      families
          .computeIfAbsent(sample.family, Sample::family)
          .dataPoint(
              GaugeDataPointSnapshot.builder().labels(sample.labels).value(sample.value).build());
    }
    MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
    families.values().forEach(family -> snapshots.metricSnapshot(family.build()));
    return snapshots.build();
  }

  private static GaugeSnapshot.Builder family(Family family) {
    return GaugeSnapshot.builder().name(family.metric()).help(family.help());
  }
}
