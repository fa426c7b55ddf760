package io.lavra.lake.parquet;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.LakeException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/** Values of rows as Parquet stores them; a value that does not fit its column is refused whole. */
final class ParquetValues {
  private ParquetValues() {}

  /** The stored form: Integer, Long, Float, Double, Boolean, Binary, or a list of them. */
  static @Nullable Object stored(Column column, @Nullable Object value) {
    try {
      return stored(column.type(), value);
    } catch (ClassCastException | ArithmeticException misfit) {
      throw new LakeException(
          "Column \"%s\" is %s and cannot hold %s (%s). Convert the value before it is written."
              .formatted(
                  column.name(),
                  column.type(),
                  value,
                  value == null ? "" : value.getClass().getSimpleName()),
          misfit);
    }
  }

  private static @Nullable Object stored(ColumnType type, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (type.isArray()) {
      List<@Nullable Object> stored = new ArrayList<>();
      for (Object element : (List<?>) value) {
        stored.add(stored(type.element(), element));
      }
      return stored;
    }
    if (type.isDecimal()) {
      return decimal(type, (BigDecimal) value);
    }
    return switch (type.text()) {
      case "string" -> Binary.fromString((String) value);
      case "boolean" -> (Boolean) value;
      case "int" -> (Integer) value;
      case "bigint" -> (Long) value;
      case "float" -> (Float) value;
      case "double" -> (Double) value;
      case "date" -> Math.toIntExact(((LocalDate) value).toEpochDay());
      case "timestamp" -> micros((Instant) value);
      default -> binary(value);
    };
  }

  private static Object decimal(ColumnType type, BigDecimal value) {
    BigDecimal exact = value.setScale(type.scale(), RoundingMode.UNNECESSARY);
    if (exact.precision() > type.precision()) {
      throw new ArithmeticException("Too many digits");
    }
    BigInteger unscaled = exact.unscaledValue();
    if (type.precision() <= ParquetSchemas.INT_DIGITS) {
      return unscaled.intValueExact();
    }
    if (type.precision() <= ParquetSchemas.LONG_DIGITS) {
      return unscaled.longValueExact();
    }
    return Binary.fromConstantByteArray(
        signExtended(unscaled, ParquetSchemas.decimalBytes(type.precision())));
  }

  private static byte[] signExtended(BigInteger value, int length) {
    byte[] shortest = value.toByteArray();
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) (value.signum() < 0 ? -1 : 0));
    System.arraycopy(shortest, 0, bytes, length - shortest.length, shortest.length);
    return bytes;
  }

  private static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  private static Binary binary(Object value) {
    return value instanceof ByteBuffer buffer
        ? Binary.fromConstantByteBuffer(buffer)
        : Binary.fromConstantByteArray((byte[]) value);
  }
}
