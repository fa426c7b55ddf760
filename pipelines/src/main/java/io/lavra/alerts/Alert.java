package io.lavra.alerts;

import io.lavra.words.Inert;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One message for one run: a subject of a line and a text of a few, both bounded and {@linkplain
 * Inert inert}.
 */
record Alert(String subject, String text) {
  private static final int TABLES = 12;
  private static final int SHOWN = 220;
  private static final String REST =
      "Readers see the last good versions. The run's report and ops.runs have the rest.";

  static Alert of(String lake, String target, String runId, LocalDate date, List<Trouble> all) {
    String subject = plain("Lavra: %s on %s, %s: %s".formatted(lake, target, date, summary(all)));
    StringBuilder text = new StringBuilder(subject).append('\n');
    text.append(plain("Run " + runId)).append('\n');
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
    return plain("- %s %s: %s".formatted(trouble.table(), how, trouble.reason()));
  }

  private static String plain(String text) {
    return Inert.cut(Inert.line(text.strip()), SHOWN);
  }
}
