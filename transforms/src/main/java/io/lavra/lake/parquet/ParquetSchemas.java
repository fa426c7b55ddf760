package io.lavra.lake.parquet;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import java.math.BigInteger;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** How columns are stored in the Parquet files we write: every column may be null. */
final class ParquetSchemas {
  /** The most digits that fit 4 and 8 bytes. */
  static final int INT_DIGITS = 9;

  static final int LONG_DIGITS = 18;

  private ParquetSchemas() {}

  static MessageType of(TableSchema schema) {
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (Column column : schema.columns()) {
      message.addField(field(column.name(), column.type()));
    }
    return message.named("row");
  }

  private static Type field(String name, ColumnType type) {
    if (type.isArray()) {
      return Types.optionalList().element(field("element", type.element())).named(name);
    }
    if (type.isDecimal()) {
      return decimal(name, type);
    }
    return switch (type.text()) {
      case "string" ->
          primitive(name, PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType());
      case "boolean" -> primitive(name, PrimitiveTypeName.BOOLEAN);
      case "int" -> primitive(name, PrimitiveTypeName.INT32);
      case "bigint" -> primitive(name, PrimitiveTypeName.INT64);
      case "float" -> primitive(name, PrimitiveTypeName.FLOAT);
      case "double" -> primitive(name, PrimitiveTypeName.DOUBLE);
      case "date" -> primitive(name, PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType());
      case "timestamp" ->
          primitive(
              name,
              PrimitiveTypeName.INT64,
              LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS));
      default -> primitive(name, PrimitiveTypeName.BINARY);
    };
  }

  private static PrimitiveType primitive(String name, PrimitiveTypeName physical) {
    return Types.primitive(physical, Repetition.OPTIONAL).named(name);
  }

  private static PrimitiveType primitive(
      String name, PrimitiveTypeName physical, LogicalTypeAnnotation logical) {
    return Types.primitive(physical, Repetition.OPTIONAL).as(logical).named(name);
  }

  private static PrimitiveType decimal(String name, ColumnType type) {
    LogicalTypeAnnotation logical =
        LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
    if (type.precision() <= INT_DIGITS) {
      return primitive(name, PrimitiveTypeName.INT32, logical);
    }
    if (type.precision() <= LONG_DIGITS) {
      return primitive(name, PrimitiveTypeName.INT64, logical);
    }
    return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, Repetition.OPTIONAL)
        .length(decimalBytes(type.precision()))
        .as(logical)
        .named(name);
  }

  /** The fewest bytes that hold any number of so many digits, and its sign. */
  static int decimalBytes(int digits) {
    return BigInteger.TEN.pow(digits).bitLength() / 8 + 1;
  }
}
