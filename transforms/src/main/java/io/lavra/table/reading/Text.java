package io.lavra.table.reading;

/**
 * A value to be read, as SQL.
 *
 * @param clean the value as it counts: trimmed, null where nothing is known
 * @param raw the value as it came, where a cast of that gives the same or nothing: it is tried
 *     first, because trimming costs more than casting; else the same as {@code clean}
 */
public record Text(String clean, String raw) {
  public static Text of(String value) {
    return new Text(value, value);
  }

  /** Cast, null where that cannot be. */
  String as(String type) {
    String cast = "TRY_CAST(%s AS %s)".formatted(clean, type);
    return raw.equals(clean) ? cast : "coalesce(TRY_CAST(%s AS %s), %s)".formatted(raw, type, cast);
  }
}
