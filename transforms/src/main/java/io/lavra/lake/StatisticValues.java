package io.lavra.lake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lavra.lake.FileStatistics.Bounds;
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

  private StatisticValues() {}

  static Bounds bounds(Statistics<?> statistics, ColumnType type) {
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
      case "date" -> new Bounds(date(min), date(max));
      case "string" -> strings((Binary) min, (Binary) max);
      case "boolean" -> both(NODES.booleanNode((Boolean) min), NODES.booleanNode((Boolean) max));
      default -> Bounds.UNKNOWN;
    };
  }

  /** The bounds of a type, true of any value; unknown for types without order. */
  static Bounds widest(ColumnType type) {
    if (type.isDecimal()) {
      BigDecimal most =
          new BigDecimal(
              BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE), type.scale());
      return both(NODES.numberNode(most.negate()), NODES.numberNode(most));
    }
    return switch (type.text()) {
      case "boolean" -> both(NODES.booleanNode(false), NODES.booleanNode(true));
      case "int" -> both(NODES.numberNode(Integer.MIN_VALUE), NODES.numberNode(Integer.MAX_VALUE));
      case "bigint" -> both(NODES.numberNode(Long.MIN_VALUE), NODES.numberNode(Long.MAX_VALUE));
      case "float" -> both(NODES.numberNode(-Float.MAX_VALUE), NODES.numberNode(Float.MAX_VALUE));
      case "double" ->
          both(NODES.numberNode(-Double.MAX_VALUE), NODES.numberNode(Double.MAX_VALUE));
      case "date" -> both(NODES.textNode("0001-01-01"), NODES.textNode("9999-12-31"));
      case "timestamp" ->
          both(
              NODES.textNode("0001-01-01T00:00:00.000Z"),
              NODES.textNode("9999-12-31T23:59:59.999Z"));
      case "string" ->
          both(NODES.textNode(""), NODES.textNode(Character.toString(Character.MAX_CODE_POINT)));
      default -> Bounds.UNKNOWN;
    };
  }

  private static Bounds both(JsonNode min, JsonNode max) {
    return new Bounds(Optional.of(min), Optional.of(max));
  }

  private static JsonNode integer(Comparable<?> value) {
    return NODES.numberNode(((Number) value).longValue());
  }

  /**
   * A float is written with all digits of the double it equals, whichever of both a reader sees.
   */
  private static Bounds floating(Comparable<?> min, Comparable<?> max) {
    double low = ((Number) min).doubleValue();
    double high = ((Number) max).doubleValue();
    return Double.isFinite(low) && Double.isFinite(high)
        ? both(NODES.numberNode(low), NODES.numberNode(high))
        : Bounds.UNKNOWN;
  }

  private static JsonNode decimal(Comparable<?> value, int scale) {
    BigInteger unscaled =
        value instanceof Binary binary
            ? new BigInteger(binary.getBytes())
            : BigInteger.valueOf(((Number) value).longValue());
    return NODES.numberNode(new BigDecimal(unscaled, scale));
  }

  private static Optional<JsonNode> date(Comparable<?> value) {
    LocalDate date = LocalDate.ofEpochDay(((Number) value).longValue());
    return isPlainYear(date) ? Optional.of(NODES.textNode(date.toString())) : Optional.empty();
  }

  private static Bounds timestamps(long min, long max, TimeUnit unit) {
    long units = unit == TimeUnit.MILLIS ? 1 : unit == TimeUnit.MICROS ? 1_000 : 1_000_000;
    return new Bounds(millis(Math.floorDiv(min, units)), millis(-Math.floorDiv(-max, units)));
  }

  private static Optional<JsonNode> millis(long value) {
    Instant instant = Instant.ofEpochMilli(value);
    return isPlainYear(instant.atZone(ZoneOffset.UTC).toLocalDate())
        ? Optional.of(NODES.textNode(MILLIS.format(instant)))
        : Optional.empty();
  }

  private static boolean isPlainYear(LocalDate date) {
    return date.getYear() >= 1 && date.getYear() <= 9999;
  }

  /** Writers may cut a bound inside a letter; what is whole before the cut still bounds. */
  private static Bounds strings(Binary min, Binary max) {
    CharBuffer low = CharBuffer.allocate(min.length());
    decode(min, low);
    CharBuffer high = CharBuffer.allocate(max.length());
    boolean whole = decode(max, high);
    return new Bounds(
        Optional.of(NODES.textNode(StringBounds.atMost(low.flip().toString()))),
        StringBounds.atLeast(high.flip().toString(), whole).map(NODES::textNode));
  }

  /** Whether all of it is text. */
  private static boolean decode(Binary bytes, CharBuffer text) {
    return StandardCharsets.UTF_8
        .newDecoder()
        .decode(bytes.toByteBuffer(), text, true)
        .isUnderflow();
  }
}
