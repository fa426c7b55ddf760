package io.lavra.quality.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.quality.suggest.Made;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTableTest {
  @TempDir private Path scratch = Path.of("");

  private TableProfile profile(String sql, String... personal) {
    try (Made made = Made.of(scratch, sql)) {
      made.duckDb().execute("CREATE TEMP TABLE sample AS SELECT * FROM gold.made");
      return ProfileTable.profile(
          made.duckDb(), made.shard(), "sample", "sample", Set.of(personal));
    }
  }

  private ColumnProfile column(String values) {
    return profile("SELECT unnest([" + values + "]) AS c").columns().get(0);
  }

  @Test
  void numbers() {
    ColumnProfile column = column("1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 11, NULL");
    assertEquals(11, column.present());
    assertEquals(10, column.distinct());
    assertTrue(column.distinctIsExact());
    Spread spread = column.spread().orElseThrow();
    assertEquals(List.of("1", "11"), List.of(spread.min(), spread.max()));
    assertEquals(67 / 11.0, spread.mean().orElseThrow(), 1e-12);
    assertEquals(
        Map.of(1, "1", 5, "1", 25, "3", 50, "6", 75, "9", 95, "11", 99, "11"), spread.quantiles());
    assertEquals(
        List.of(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 2L),
        column.histogram().stream().map(bin -> bin.rows()).toList());
    assertEquals("2.0", column.histogram().get(0).to());
  }

  @Test
  void numbersThatAreNone() {
    ColumnProfile column = column("'nan'::DOUBLE, 'inf'::DOUBLE, 1.0, 3.0, NULL");
    Map<Integer, String> quantiles =
        Map.of(1, "1.0", 5, "1.0", 25, "1.0", 50, "3.0", 75, "inf", 95, "nan", 99, "nan");
    OptionalDouble deviation = OptionalDouble.of(Math.sqrt(2));
    assertEquals(
        Optional.of(new Spread("1.0", "nan", OptionalDouble.of(2), deviation, 2, quantiles)),
        column.spread());
    assertEquals(2, column.histogram().stream().mapToLong(bin -> bin.rows()).sum());
    Map<Integer, String> infinite =
        Map.of(1, "-inf", 5, "-inf", 25, "-inf", 50, "-inf", 75, "inf", 95, "inf", 99, "inf");
    assertEquals(
        Optional.of(
            new Spread("-inf", "inf", OptionalDouble.empty(), OptionalDouble.empty(), 2, infinite)),
        column("'inf'::DOUBLE, '-inf'::DOUBLE").spread(),
        "of no finite number there is no mean");
    assertEquals(
        OptionalDouble.empty(),
        column("1e308, 1e308").spread().orElseThrow().mean(),
        "nor of numbers whose sum is infinite");
  }

  @Test
  void anEmptyTable() {
    TableProfile profile = profile("SELECT 1 AS n, 'x' AS t, DATE '2020-01-01' AS d WHERE false");
    assertEquals(0, profile.rows());
    assertTrue(profile.keys().isEmpty());
    assertEquals(1, profile.columns().get(0).completeness());
  }

  @Test
  void shapesAndCommonValues() {
    ColumnProfile column = column("'ABC-123', 'XYZ-987', 'ÉÉÉ-001', 'oi 5'");
    assertEquals("AAA-999", column.shapes().get(0).value());
    assertEquals(0.75, column.shapes().get(0).share());
    assertEquals("aa 9", column.shapes().get(1).value());
  }

  @Test
  void whatTextsWouldCastTo() {
    assertEquals(type("int", "", 1), column("'1', ' 22 ', ''").inferred());
    assertEquals(type("bigint", "", 1), column("'1', '99999999999'").inferred());
    assertEquals(type("decimal(3,2)", "", 1), column("'1.5', '2.25'").inferred());
    assertEquals(type("decimal(4,1)", "decimal: ','", 1), column("'1,5', '200'").inferred());
    assertEquals(type("date", "format: dd/MM/yyyy", 1), column("'31/01/2024'").inferred());
    assertEquals(type("timestamp", "", 1), column("'2024-01-31 10:00:00'").inferred());
    assertEquals(Optional.empty(), column("'007', '010'").inferred());
    assertEquals(Optional.empty(), column("'1', 'a'").inferred());
    ColumnProfile nearly =
        profile("SELECT if(i = 0, '?', i::VARCHAR) AS c FROM range(100) t(i)").columns().get(0);
    assertEquals(type("int", "", 0.99), nearly.inferred());
  }

  private static Optional<InferredType> type(String type, String how, double share) {
    return Optional.of(new InferredType(type, how, share));
  }

  @Test
  void keysOfOneAndOfTwoColumns() {
    TableProfile profile =
        profile(
            "SELECT i AS id, i % 10 AS item, i // 10 AS month, 1.5::DOUBLE * i AS price FROM range(100) t(i)");
    assertEquals(List.of(List.of("id"), List.of("item", "month")), profile.keys());
  }

  @Test
  void personalValuesAreToldAndNotShown() {
    String cpf = "529.982.247-" + "25";
    assertEquals(Optional.of("cpf"), column("'" + cpf + "', '123'").personal());
    assertEquals(Optional.of("cnpj"), column("'11.222.333/0001-" + "81'").personal());
    assertEquals(Optional.of("credit-card"), column("'4111 1111 1111 " + "1111'").personal());
    assertEquals(Optional.of("phone"), column("'(11) 98765-4321', '+55 11 98765 4321'").personal());
    assertEquals(Optional.of("ip"), column("'10.0.0.1', '192.168.7.255'").personal());
    ColumnProfile email = column("'ana@example.org', 'rui@example.org'");
    assertEquals(Optional.of("email"), email.personal());
    assertFalse(email.toString().contains("ana"), email::toString);
    assertEquals(Optional.empty(), column("'2024-01-31', '1234567890', '12.50'").personal());
    ColumnProfile declared = profile("SELECT 'Ana' AS name", "name").columns().get(0);
    assertEquals(Optional.of("declared"), declared.personal());
    assertFalse(declared.toString().contains("Ana"), declared::toString);
  }
}
