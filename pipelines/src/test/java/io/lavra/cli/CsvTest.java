package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.cli.output.Csv;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "=1+1, '=1+1",
        "+1, '+1",
        "-5.00, '-5.00",
        "@SUM(A1), '@SUM(A1)",
        "`  =1`, `'  =1`",
        "\"=1, '\"=1",
        "'=1, ''=1",
        "＝1, '＝1",
        "a;=1, a;'=1",
        "a|\" -1, a|'\" -1",
        "a=1-2, a=1-2",
        "a@b.c, a@b.c",
        "漢=1, 漢=1",
        "'', ''",
      })
  void whatASpreadsheetWouldComputeIsText(String text, String neutral) {
    assertEquals(neutral, Csv.neutral(text));
  }

  @Test
  void whatCannotBeSeenDoesNotHideAFormula() {
    assertEquals("'\t1", Csv.neutral("\t1"));
    assertEquals("'\r1", Csv.neutral("\r1"));
    assertEquals("a\n'\u00a0=1", Csv.neutral("a\n\u00a0=1"));
    assertEquals("'\ufeff\u200b\u202e=1", Csv.neutral("\ufeff\u200b\u202e=1"));
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> Csv.neutral("\t ".repeat(2_000_000)));
  }

  @Test
  void numbersStayAndRawChangesNothing() {
    var row = Arrays.asList("=1", new BigDecimal("-5.00"), -2L, -0.5, null, "", true, "a,\"b\"");
    assertEquals("'=1,-5.00,-2,-0.5,,\"\",true,\"a,\"\"b\"\"\"", new Csv(false).line(row));
    assertEquals("=1,-5.00,-2,-0.5,,\"\",true,\"a,\"\"b\"\"\"", new Csv(true).line(row));
  }
}
