package io.lavra.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.SchemaChange.Kind;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class SchemaChangeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int|int|NONE",
        "int|bigint|WIDENING",
        "float|double|WIDENING",
        "decimal(10,2)|decimal(12,2)|WIDENING",
        "decimal(10,2)|decimal(12,4)|WIDENING",
        "array<int>|array<bigint>|WIDENING"
      })
  void widerTypesAreTaken(String from, String to, Kind kind) {
    assertEquals(kind, SchemaChange.between(table(from), table(to)).kind());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bigint|int",
        "int|string",
        "int|double",
        "decimal(10,2)|decimal(10,3)",
        "decimal(10,2)|decimal(9,2)",
        "string|array<string>",
        "date|timestamp"
      })
  void anyOtherTypeIsRefused(String from, String to) {
    assertEquals(
        "Column \"x\" changes from %s to %s. Only new columns and wider types are taken as they come. Restore the old definition, or, if the change is meant, rebuild the table with --full-refresh."
            .formatted(from, to),
        refusal(table(from), table(to)));
  }

  @Test
  void newColumnsAreAnAdditionWhereverTheyStand() {
    TableSchema now =
        TableSchema.of(
            new Column("new", ColumnType.DATE), new Column("x", ColumnType.INT, "words", true));
    assertEquals(Kind.ADDITIVE, SchemaChange.between(table("int"), now).kind());
  }

  @Test
  void droppedAndRespelledColumnsAreRefused() {
    TableSchema other = TableSchema.of(new Column("y", ColumnType.INT));
    TableSchema upper = TableSchema.of(new Column("X", ColumnType.INT));
    String remedy =
        ". Only new columns and wider types are taken as they come. Restore the old definition, or, if the change is meant, rebuild the table with --full-refresh.";
    assertEquals(
        "Column \"x\" (int) is in the table and not in the new definition" + remedy,
        refusal(table("int"), other));
    assertEquals(
        "Column \"x\" (int) is now spelled \"X\" (int)" + remedy, refusal(table("int"), upper));
  }

  private static String refusal(TableSchema old, TableSchema now) {
    return assertThrows(LakeException.class, () -> SchemaChange.between(old, now)).getMessage();
  }

  private static TableSchema table(String type) {
    return TableSchema.of(new Column("x", ColumnType.parse(type)));
  }
}
