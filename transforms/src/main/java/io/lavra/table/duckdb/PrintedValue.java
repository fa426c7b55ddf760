package io.lavra.table.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.BaseEncoding;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one printed form of each type: numbers in full digits or with Java's exponent, decimals
 * without one, instants in UTC as {@code 2026-01-31T13:00:00Z}, binaries as hexadecimal digits,
 * arrays as JSON.
 */
public final class PrintedValue {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PrintedValue() {}

  /** A value as text; null for null. */
  public static @Nullable String text(@Nullable Object value) {
    if (value instanceof List<?> list) {
      try {
        return JSON.writeValueAsString(json(list));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
    if (value instanceof byte[] bytes) {
      return BaseEncoding.base16().lowerCase().encode(bytes);
    }
    if (value instanceof OffsetDateTime time) {
      return time.toInstant().toString();
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    return value == null ? null : value.toString();
  }

  /**
   * A value as Jackson writes it: numbers, booleans and arrays are JSON's own, all else is a text;
   * so are decimals, whose digits many readers of JSON would lose, and NaN and infinities, which
   * JSON does not have.
   */
  public static @Nullable Object json(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> items = new ArrayList<>();
      list.forEach(item -> items.add(json(item)));
      return items;
    }
    if (value instanceof Number number && !(value instanceof BigDecimal)) {
      return Double.isFinite(number.doubleValue()) ? value : text(value);
    }
    return value instanceof Boolean ? value : text(value);
  }
}
