package io.lavra.lake.parquet;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.LakeException;
import io.lavra.lake.TableSchema;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Whether a file stores its columns as readers of a Delta table expect each type to be stored. */
record StoredTypes(String file, MessageType stored) {

  /** Throws {@link LakeException} naming the column. A column that the file lacks reads as null. */
  void require(TableSchema schema) {
    for (Type type : stored.getFields()) {
      schema.column(type.getName()).ifPresent(column -> require(column, type));
    }
  }

  private void require(Column column, Type type) {
    if (!type.getName().equals(column.name()) || !fits(column.type(), type)) {
      throw new LakeException(
          "The file \"%s\" stores \"%s\" as %s, which readers of a Delta table do not take for \"%s\" of type %s. Name and cast the column in the step that writes it."
              .formatted(file, type.getName(), spelled(type), column.name(), column.type()));
    }
  }

  private static String spelled(Type type) {
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    String physical =
        type.isPrimitive() ? type.asPrimitiveType().getPrimitiveTypeName().name() : "GROUP";
    return logical == null ? physical : physical + " " + logical;
  }

  private static boolean fits(ColumnType wanted, Type type) {
    if (wanted.isArray()) {
      return isListOf(wanted.element(), type);
    }
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      return false;
    }
    PrimitiveTypeName physical = type.asPrimitiveType().getPrimitiveTypeName();
    LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
    if (wanted.isDecimal()) {
      return logical instanceof DecimalLogicalTypeAnnotation decimal
          && decimal.getScale() == wanted.scale()
          && decimal.getPrecision() == wanted.precision();
    }
    return switch (wanted.text()) {
      case "string" -> isText(logical);
      case "boolean" -> physical == PrimitiveTypeName.BOOLEAN;
      case "int" -> physical == PrimitiveTypeName.INT32 && isSigned(logical);
      case "bigint" -> physical == PrimitiveTypeName.INT64 && isSigned(logical);
      case "float" -> physical == PrimitiveTypeName.FLOAT;
      case "double" -> physical == PrimitiveTypeName.DOUBLE;
      case "date" -> logical instanceof DateLogicalTypeAnnotation;
      case "timestamp" -> physical == PrimitiveTypeName.INT96 || isInstant(logical);
      default -> physical == PrimitiveTypeName.BINARY && logical == null;
    };
  }

  private static boolean isListOf(ColumnType element, Type type) {
    if (type.isPrimitive()
        || !(type.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation)) {
      return false;
    }
    GroupType list = type.asGroupType();
    if (list.getFieldCount() != 1 || list.getType(0).isPrimitive()) {
      return false;
    }
    GroupType repeated = list.getType(0).asGroupType();
    return repeated.getFieldCount() == 1 && fits(element, repeated.getType(0));
  }

  private static boolean isText(@Nullable LogicalTypeAnnotation logical) {
    return logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation;
  }

  private static boolean isSigned(@Nullable LogicalTypeAnnotation logical) {
    return logical == null
        || (logical instanceof IntLogicalTypeAnnotation integer && integer.isSigned());
  }

  private static boolean isInstant(@Nullable LogicalTypeAnnotation logical) {
    return logical instanceof TimestampLogicalTypeAnnotation timestamp
        && timestamp.isAdjustedToUTC()
        && timestamp.getUnit() != TimeUnit.NANOS;
  }
}
