package io.lavra.alerts;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One message for one run: a subject of a line and a text of a few, both bounded and without
 * control characters.
 */
record Alert(String subject, String text) {
  private static final int TABLES = 12;
  private static final int SHOWN = 220;
  private static final String REST =
      "Readers see the last good versions. The run's report and ops.runs have the rest.";

  static Alert of(String lake, String target, String runId, LocalDate date, List<Trouble> all) {
    String subject =
        plain("Lavra: %s on %s, %s: %s".formatted(lake, target, date, summary(all)), SHOWN);
    StringBuilder text = new StringBuilder(subject).append('\n');
    text.append(plain("Run " + runId, SHOWN)).append('\n');
    all.stream().limit(TABLES).forEach(one -> text.append(line(one)).append('\n'));
    if (all.size() > TABLES) {
      text.append("and %s more\n".formatted(all.size() - TABLES));
    }
    return new Alert(subject, text + REST);
  }

  private static String summary(List<Trouble> all) {
    return all.stream()
        .map(Trouble::occasion)
        .distinct()
        .sorted()
        .map(
            occasion ->
                all.stream().filter(one -> one.occasion() == occasion).count()
                    + " "
                    + occasion.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String line(Trouble trouble) {
    String how = trouble.occasion().name().toLowerCase(Locale.ROOT);
    return plain("- %s %s: %s".formatted(trouble.table(), how, trouble.reason()), SHOWN);
  }

  /** Without what would end a line or a header, or turn the direction of reading. */
  private static String plain(String text, int shown) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\u2028\u2029]+", " ").strip();
    int end = line.offsetByCodePoints(0, Math.min(line.codePointCount(0, line.length()), shown));
    return end < line.length() ? line.substring(0, end) + "…" : line;
  }
}
