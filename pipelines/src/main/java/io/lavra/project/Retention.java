package io.lavra.project;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads {@code retention}: a time per layer, e.g. {@code 90d}. */
final class Retention {
  private Retention() {}

  static Map<String, Duration> read(Section section) {
    section.only(TargetReader.LAYERS.toArray(String[]::new));
    Map<String, Duration> times = new LinkedHashMap<>();
    for (String layer : TargetReader.LAYERS) {
      time(section, layer).ifPresent(time -> times.put(layer, time));
    }
    return times;
  }

  /** The time that a key names. */
  static Optional<Duration> time(Section section, String key) {
    Optional<String> written = section.text(key);
    if (written.isPresent() && !written.get().matches("\\d{1,6}[smhdw]")) {
      section.wrong(
          key,
          "%s is no time.".formatted(Notes.quote(written.get())),
          "Write a number and s, m, h, d or w, such as 90d.");
      return Optional.empty();
    }
    return written.map(Retention::duration);
  }

  private static Duration duration(String text) {
    int last = text.length() - 1;
    long count = Long.parseLong(text.substring(0, last));
    return switch (text.charAt(last)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      case 'd' -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }
}
