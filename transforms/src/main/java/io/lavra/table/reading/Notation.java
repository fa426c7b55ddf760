package io.lavra.table.reading;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a column's values are written in the source.
 *
 * @param format for dates and timestamps, in Java's letters: {@code dd/MM/yyyy HH:mm:ss}; null for
 *     ISO 8601
 * @param decimal the decimal mark, one character; null for a point
 * @param grouping the mark between thousands, one character; null for none
 * @param currency signs that may stand before or after a number
 * @param negative how a number below zero may be written, besides with a minus in front of it
 * @param percent whether every number ends with {@code %} and means a hundredth
 * @param round how a value that the type cannot hold is brought to it; null to keep it back
 * @param clockChange what a local time means that occurs twice or never
 * @param trueWords the words for true; empty for {@code true} in any case
 * @param falseWords the words for false; empty for {@code false} in any case
 */
public record Notation(
    @Nullable String format,
    @Nullable String decimal,
    @Nullable String grouping,
    List<String> currency,
    @Nullable Negative negative,
    boolean percent,
    @Nullable Rounding round,
    ClockChange clockChange,
    List<String> trueWords,
    List<String> falseWords)
    implements Serializable {
  public static final Notation PLAIN =
      new Notation(
          null,
          null,
          null,
          List.of(),
          null,
          false,
          null,
          ClockChange.EARLIER,
          List.of(),
          List.of());

  public enum Negative {
    PARENTHESES,
    TRAILING
  }

  public enum Rounding {
    HALF_EVEN,
    HALF_UP
  }

  public enum ClockChange {
    EARLIER,
    LATER,
    QUARANTINE
  }

  public Notation {
    currency = List.copyOf(currency);
    trueWords = List.copyOf(trueWords);
    falseWords = List.copyOf(falseWords);
  }

  public Notation withFormat(String pattern) {
    return new Notation(
        pattern,
        decimal,
        grouping,
        currency,
        negative,
        percent,
        round,
        clockChange,
        trueWords,
        falseWords);
  }

  /** The same with marks of its own; null for a point, and for no grouping. */
  public Notation withMarks(@Nullable String decimalMark, @Nullable String groupingMark) {
    return new Notation(
        format,
        decimalMark,
        groupingMark,
        currency,
        negative,
        percent,
        round,
        clockChange,
        trueWords,
        falseWords);
  }

  public Notation withRound(Rounding rounding) {
    return new Notation(
        format,
        decimal,
        grouping,
        currency,
        negative,
        percent,
        rounding,
        clockChange,
        trueWords,
        falseWords);
  }

  public Notation withClockChange(ClockChange change) {
    return new Notation(
        format,
        decimal,
        grouping,
        currency,
        negative,
        percent,
        round,
        change,
        trueWords,
        falseWords);
  }

  /** Whether DuckDB's casts read it, though they read more: then a value need not be prepared. */
  public boolean isPlain() {
    return withClockChange(ClockChange.EARLIER).equals(PLAIN);
  }

  boolean isPlainNumber() {
    return decimal == null && grouping == null && !isDressed();
  }

  /** Whether a number has more around its digits than a sign. */
  boolean isDressed() {
    return !currency.isEmpty() || negative != null || percent;
  }
}
