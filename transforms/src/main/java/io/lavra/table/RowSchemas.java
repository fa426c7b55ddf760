package io.lavra.table;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.Schema.FieldType;
import org.apache.beam.sdk.schemas.logicaltypes.SqlTypes;

/**
 * A table's columns as Beam's schema: every field nullable; {@code date} is {@link SqlTypes#DATE}
 * ({@code LocalDate}), {@code timestamp} is {@link SqlTypes#TIMESTAMP} ({@code Instant}), {@code
 * decimal} is {@code BigDecimal}.
 */
public final class RowSchemas {
  private RowSchemas() {}

  public static Schema of(TableSchema table) {
    Schema.Builder schema = Schema.builder();
    for (Column column : table.columns()) {
      schema.addNullableField(column.name(), fieldType(column.type()));
    }
    return schema.build();
  }

  private static FieldType fieldType(ColumnType type) {
    if (type.isArray()) {
      return FieldType.array(fieldType(type.element()).withNullable(true));
    }
    if (type.isDecimal()) {
      return FieldType.DECIMAL;
    }
    return switch (type.text()) {
      case "string" -> FieldType.STRING;
      case "boolean" -> FieldType.BOOLEAN;
      case "int" -> FieldType.INT32;
      case "bigint" -> FieldType.INT64;
      case "float" -> FieldType.FLOAT;
      case "double" -> FieldType.DOUBLE;
      case "date" -> FieldType.logicalType(SqlTypes.DATE);
      case "timestamp" -> FieldType.logicalType(SqlTypes.TIMESTAMP);
      case "binary" -> FieldType.BYTES;
      default -> throw new IllegalArgumentException("No Beam type for " + type);
    };
  }
}
