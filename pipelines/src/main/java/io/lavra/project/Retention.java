package io.lavra.project;

import io.lavra.project.yaml.Durations;
import io.lavra.project.yaml.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code retention}: a time per layer, e.g. {@code 90d}. */
final class Retention {
  private Retention() {}

  static Map<String, Duration> read(Section section) {
    section.only(TargetReader.LAYERS.toArray(String[]::new));
    Map<String, Duration> times = new LinkedHashMap<>();
    for (String layer : TargetReader.LAYERS) {
      Durations.read(section, layer).ifPresent(time -> times.put(layer, time));
    }
    return times;
  }
}
