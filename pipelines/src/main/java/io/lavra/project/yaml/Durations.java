package io.lavra.project.yaml;

import io.lavra.words.Notes;
import java.time.Duration;
import java.util.Optional;

/** Reads times such as {@code 90d}. */
public final class Durations {
  private Durations() {}

  /** What a key says; empty if it is not there, or not a time. */
  public static Optional<Duration> read(Section section, String key) {
    Optional<String> written = section.text(key);
    if (written.isPresent() && !written.get().matches("\\d{1,6}[smhdw]")) {
      section.wrong(
          key,
          "%s is no time.".formatted(Notes.quote(written.get())),
          "Write a number and s, m, h, d or w, such as 90d.");
      return Optional.empty();
    }
    return written.map(Durations::duration);
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
