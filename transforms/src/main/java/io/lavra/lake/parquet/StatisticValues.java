package io.lavra.lake.parquet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lavra.lake.ColumnType;
import io.lavra.lake.parquet.FileStatistics.Bounds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;

/** Bounds of a column as Delta writes them in JSON: minima rounded down, maxima up. */
final class StatisticValues {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String LAST_INSTANT = "9999-12-31T23:59:59.999999Z";

  private StatisticValues() {}

  /** Bounds of values; empty if there are none that JSON and Delta can tell. */
  static Optional<Bounds> bounds(Statistics<?> statistics, ColumnType type) {
    Comparable<?> min = statistics.genericGetMin();
    Comparable<?> max = statistics.genericGetMax();
    LogicalTypeAnnotation logical = statistics.type().getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return both(decimal(min, decimal.getScale()), decimal(max, decimal.getScale()));
    }
    if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
      return timestamps((Long) min, (Long) max, timestamp.getUnit());
    }
    return switch (type.text()) {
      case "int", "bigint" -> both(integer(min), integer(max));
      case "float", "double" -> floating(min, max);
      case "date" -> dates(min, max);
      case "string" -> strings((Binary) min, (Binary) max);
      case "boolean" -> both(NODES.booleanNode((Boolean) min), NODES.booleanNode((Boolean) max));
      default -> Optional.empty();
    };
  }

  /** The bounds of a type that has an order: true of almost any value, and saying nothing. */
  static Bounds widest(ColumnType type) {
    if (type.isDecimal()) {
      BigDecimal most =
          new BigDecimal(
              BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE), type.scale());
      return new Bounds(NODES.numberNode(most.negate()), NODES.numberNode(most));
    }
    return switch (type.text()) {
      case "boolean" -> new Bounds(NODES.booleanNode(false), NODES.booleanNode(true));
      case "int" ->
          new Bounds(NODES.numberNode(Integer.MIN_VALUE), NODES.numberNode(Integer.MAX_VALUE));
      case "bigint" ->
          new Bounds(NODES.numberNode(Long.MIN_VALUE), NODES.numberNode(Long.MAX_VALUE));
      case "float" ->
          new Bounds(NODES.numberNode(-Float.MAX_VALUE), NODES.numberNode(Float.MAX_VALUE));
      case "double" ->
          new Bounds(NODES.numberNode(-Double.MAX_VALUE), NODES.numberNode(Double.MAX_VALUE));
      case "date" -> new Bounds(NODES.textNode("0001-01-01"), NODES.textNode("9999-12-31"));
      case "timestamp" ->
          new Bounds(NODES.textNode("0001-01-01T00:00:00.000Z"), NODES.textNode(LAST_INSTANT));
      case "string" -> new Bounds(NODES.textNode(""), NODES.textNode(StringBounds.LAST));
      default -> throw new IllegalArgumentException(type + " has no order");
    };
  }

  /** Whether bounds are as wide as others: texts alone can lie above the widest of their type. */
  static boolean isWithin(Bounds bounds, Bounds widest) {
    return !bounds.max().isTextual()
        || !bounds.max().asText().startsWith(StringBounds.LAST)
        || bounds.max().equals(widest.max());
  }

  private static Optional<Bounds> both(JsonNode min, JsonNode max) {
    return Optional.of(new Bounds(min, max));
  }

  private static JsonNode integer(Comparable<?> value) {
    return NODES.numberNode(((Number) value).longValue());
  }

  /**
   * A float is written with all digits of the double it equals, whichever of both a reader sees. To
   * some readers -0.0 is less than 0.0, to others the same: so zeros are written apart.
   */
  private static Optional<Bounds> floating(Comparable<?> min, Comparable<?> max) {
    double low = ((Number) min).doubleValue();
    double high = ((Number) max).doubleValue();
    return Double.isFinite(low) && Double.isFinite(high)
        ? both(NODES.numberNode(low == 0 ? -0.0 : low), NODES.numberNode(high == 0 ? 0.0 : high))
        : Optional.empty();
  }

  private static JsonNode decimal(Comparable<?> value, int scale) {
    BigInteger unscaled =
        value instanceof Binary binary
            ? new BigInteger(binary.getBytes())
            : BigInteger.valueOf(((Number) value).longValue());
    return NODES.numberNode(new BigDecimal(unscaled, scale));
  }

  private static Optional<Bounds> dates(Comparable<?> min, Comparable<?> max) {
    LocalDate first = LocalDate.ofEpochDay(((Number) min).longValue());
    LocalDate last = LocalDate.ofEpochDay(((Number) max).longValue());
    return isPlainYear(first) && isPlainYear(last)
        ? both(NODES.textNode(first.toString()), NODES.textNode(last.toString()))
        : Optional.empty();
  }

  private static Optional<Bounds> timestamps(long min, long max, TimeUnit unit) {
    long units = unit == TimeUnit.MILLIS ? 1 : unit == TimeUnit.MICROS ? 1_000 : 1_000_000;
    Instant first = Instant.ofEpochMilli(Math.floorDiv(min, units));
    Instant last = Instant.ofEpochMilli(Math.floorDiv(max, units));
    Instant above = Instant.ofEpochMilli(-Math.floorDiv(-max, units));
    if (!isPlainYear(date(first)) || !isPlainYear(date(last))) {
      return Optional.empty();
    }
    String bound = isPlainYear(date(above)) ? MILLIS.format(above) : LAST_INSTANT;
    return both(NODES.textNode(MILLIS.format(first)), NODES.textNode(bound));
  }

  private static LocalDate date(Instant instant) {
    return instant.atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static boolean isPlainYear(LocalDate date) {
    return date.getYear() >= 1 && date.getYear() <= 9999;
  }

  /** Writers may cut a bound inside a letter; what is whole before the cut still bounds. */
  private static Optional<Bounds> strings(Binary min, Binary max) {
    CharBuffer low = CharBuffer.allocate(min.length());
    decode(min, low);
    CharBuffer high = CharBuffer.allocate(max.length());
    boolean whole = decode(max, high);
    String least = StringBounds.atMost(low.flip().toString());
    return StringBounds.atLeast(high.flip().toString(), whole)
        .map(most -> new Bounds(NODES.textNode(least), NODES.textNode(most)));
  }

  /** Whether all of it is text. */
  private static boolean decode(Binary bytes, CharBuffer text) {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(bytes.toByteBuffer(), text, true)
        .isUnderflow();
  }
}
