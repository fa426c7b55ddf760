package io.lavra.table.reading;

import io.lavra.table.reading.Notation.Rounding;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An instant as ISO 8601 writes it: a date, alone or with a time, which may have a fraction and an
 * offset.
 */
record IsoTimestamp(LocalTimes local, @Nullable Rounding round) implements Reading {
  private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  private static final String TIME = "(?:[01][0-9]|2[0-3]):[0-5][0-9]";
  private static final String OFFSET = "(?:Z|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)?";
  static final String LIMITS =
      "TIMESTAMPTZ '0001-01-01 00:00:00+00' AND TIMESTAMPTZ '9999-12-31 23:59:59.999999+00'";

  @Override
  public String value(Text text) {
    String instant = text.as("TIMESTAMPTZ");
    String value =
        local.isPlain()
            ? instant
            : "CASE WHEN contains(%1$s, 'Z') OR contains(%1$s, '+') OR %1$s LIKE '%%:%%-%%' THEN %2$s ELSE %3$s END"
                .formatted(text.raw(), instant, local.instant(text.as("TIMESTAMP")));
    return round == null ? value : rounded(text.clean(), value);
  }

  /** DuckDB cuts the fraction after six digits. */
  private String rounded(String text, String value) {
    String rest = "regexp_extract(%s, '\\.[0-9]{6}([0-9]+)', 1)".formatted(text);
    String up =
        round == Rounding.HALF_UP
            ? rest + " >= '5'"
            : "CASE WHEN %s THEN %s ELSE %s > '5' END"
                .formatted(
                    Regex.matches(rest, "50*"),
                    "regexp_matches(%s, '\\.[0-9]{5}[13579]')".formatted(text),
                    rest);
    return "CASE WHEN %s THEN make_timestamptz(epoch_us(%s) + 1) ELSE %s END"
        .formatted(up, value, value);
  }

  /**
   * Texts of the commonest forms are told by their length and signs: a cast that gave a year of
   * four digits has read digits between them. Only it reads hour 24 too.
   */
  @Override
  public String isRight(Text text, String value) {
    return """
        CASE WHEN %1$s BETWEEN TIMESTAMPTZ '1001-01-01 00:00:00+00' AND TIMESTAMPTZ '9999-12-30 00:00:00+00' \
        AND CASE strlen(%2$s) \
        WHEN 20 THEN %2$s LIKE '____-__-__T__:__:__Z' \
        WHEN 19 THEN %2$s LIKE '____-__-__ __:__:__' \
        WHEN 24 THEN %2$s GLOB '????-??-??T??:??:??.[0-9][0-9][0-9]Z' \
        WHEN 10 THEN %2$s LIKE '____-__-__' \
        ELSE false END \
        AND NOT contains(%2$s, '24:') THEN true \
        WHEN %1$s BETWEEN %3$s THEN %4$s ELSE false END"""
        .formatted(value, text.raw(), LIMITS, Regex.matches(text.clean(), shape(round != null)));
  }

  private static String shape(boolean anyFraction) {
    String fraction = anyFraction ? "[0-9]+" : "[0-9]{1,6}0*";
    return DATE + "(?:[T ]" + TIME + "(?::[0-5][0-9](?:\\." + fraction + ")?)?" + OFFSET + ")?";
  }

  @Override
  public List<Remedy> remedies(String text) {
    List<Remedy> remedies = new ArrayList<>();
    if (round == null) {
      remedies.add(
          Remedy.of(
              "%s AND NOT %s"
                  .formatted(Regex.matches(text, shape(true)), Regex.matches(text, shape(false))),
              "declare round: half_even to round it to microseconds"));
    }
    remedies.addAll(outside(Regex.matches(text, shape(true)), value(Text.of(text)), text));
    remedies.addAll(local.remedies("TRY_CAST(%s AS TIMESTAMP)".formatted(text)));
    remedies.add(Remedy.of(Regex.matches(text, shape(true)), "there is no such time"));
    remedies.add(
        Remedy.of(
            "true",
            "a timestamp is YYYY-MM-DD or YYYY-MM-DD HH:MM:SS with or without an offset, or declare its format"));
    return remedies;
  }

  /** What to say of an instant beyond the years that every engine reads. */
  static List<Remedy> outside(String isRead, String value, String text) {
    return List.of(
        new Remedy(
            "%s AND %s NOT BETWEEN %s".formatted(isRead, value, LIMITS),
            "'; in UTC it is outside of the years 0001 to 9999, declare nulls: [\"' || %s || '\"] if it means that nothing is known, or type: date'"
                .formatted(text)));
  }
}
