package io.lavra.quality.expectation;

import io.lavra.lake.ColumnType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** Which written values a column of a type can be compared with, losing nothing. */
final class Comparison {
  private static final Pattern CLOCK =
      Pattern.compile(
          "([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,6})?)?(Z|[+-](0\\d|1[0-5])(:?[0-5]\\d)?)?");

  private Comparison() {}

  /** Whether values of two columns can be told apart. */
  static boolean with(ColumnType type, ColumnType other) {
    return type.equals(other)
        || (type.isNumeric() && other.isNumeric())
        || (isTime(type) && isTime(other));
  }

  private static boolean isTime(ColumnType type) {
    return type.equals(ColumnType.DATE) || type.equals(ColumnType.TIMESTAMP);
  }

  static boolean with(ColumnType type, Object literal) {
    return switch (type.text()) {
      case "string" -> literal instanceof String;
      case "boolean" -> literal instanceof Boolean;
      case "date" -> literal instanceof String text && (isDate(text) || isMidnight(text));
      case "timestamp" -> literal instanceof String text && isTimestamp(text);
      default -> type.isNumeric() && literal instanceof Number;
    };
  }

  static String remedy(ColumnType type) {
    return switch (type.text()) {
      case "string" -> "a text, in quotes";
      case "boolean" -> "true or false";
      case "date" -> "a date such as 2024-01-31";
      case "timestamp" -> "a date or an instant such as 2024-01-31T18:00:00Z";
      default -> type.isNumeric() ? "a number, without quotes" : "another column: it has no order";
    };
  }

  /** A day as Python writes it as an instant. */
  private static boolean isMidnight(String text) {
    return text.length() > 10
        && isDate(text.substring(0, 10))
        && text.substring(10).matches("[T ]00:00(:00(\\.0{1,6})?)?");
  }

  private static boolean isTimestamp(String text) {
    return isDate(text)
        || (text.length() > 11
            && (text.charAt(10) == 'T' || text.charAt(10) == ' ')
            && isDate(text.substring(0, 10))
            && CLOCK.matcher(text.substring(11)).matches());
  }

  private static boolean isDate(String text) {
    try {
      return text.length() == 10 && LocalDate.parse(text).getYear() > 0;
    } catch (DateTimeParseException notADate) {
      return false;
    }
  }
}
