package io.lavra.quality.docs;

import io.lavra.words.Inert;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as pages show them. */
public final class Shown {
  private static final int LONGEST = 400;
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private Shown() {}

  /** A value of any kind: at most some hundred characters, and every one of them visible. */
  public static String show(String text) {
    if (text.codePointCount(0, text.length()) <= LONGEST) {
      return Inert.text(text);
    }
    int end = text.offsetByCodePoints(0, LONGEST);
    return Inert.text(text.substring(0, end)) + "… (" + count(text.length()) + " characters)";
  }

  /** A name that fits into a place of so many letters. */
  static String fit(String text, int letters) {
    String shown = Inert.text(text.substring(0, Math.min(text.length(), 4 * letters)));
    return Inert.cut(shown, letters);
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** {@code 1 row}, {@code 2 rows}. */
  public static String count(long number, String thing) {
    return count(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /** A measured number, with as many digits as a person reads. */
  public static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return count((long) value);
    }
    double size = Math.abs(value);
    if (size >= 1e15 || size < 1e-4) {
      return String.format(Locale.ROOT, "%.3g", value);
    }
    int digits = size >= 100 ? 1 : size >= 1 ? 2 : 4;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /** A number for the side of a chart: {@code 43.2 k}. */
  static String brief(double value) {
    String[] units = {"", " k", " M", " G", " T"};
    double size = value;
    int unit = 0;
    while (Math.abs(size) >= 10_000 && unit < units.length - 1) {
      size /= 1000;
      unit++;
    }
    return unit == 0 ? number(value) : String.format(Locale.ROOT, "%.1f%s", size, units[unit]);
  }

  /** What was observed; a long number in groups of three. */
  public static String observed(String text) {
    return text.matches("[0-9]{4,15}") ? count(Long.parseLong(text)) : show(text);
  }

  public static String bytes(long bytes) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double size = bytes;
    int unit = 0;
    while (size >= 1000 && unit < units.length - 1) {
      size /= 1000;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, units[unit]);
  }

  public static String time(Instant at, ZoneId zone) {
    return MINUTE.format(at.atZone(zone));
  }

  /** An expectation's name as a sentence: {@code values are not null}. */
  public static String sentence(String expectation) {
    if (expectation.equals("relationships")) {
      return "values exist in another table";
    }
    if (!expectation.startsWith("expect_")) {
      return show(expectation.replace('_', ' '));
    }
    String words = expectation.substring("expect_".length()).replace('_', ' ');
    String short1 = words.replaceFirst("^(table|column) (?=[a-z]+ )", "");
    String verb = short1.startsWith("values ") || short1.contains("columns to") ? "are" : "is";
    return show(
        short1
            .replaceFirst(" to not be ", " " + verb + " not ")
            .replaceFirst(" to be ", " " + verb + " ")
            .replaceFirst(" to not ", " do not ")
            .replaceFirst(" to ", verb.equals("are") ? " " : " must "));
  }
}
