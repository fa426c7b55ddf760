package io.lavra.quality;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.quality.expectation.Severity;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnomalyTest {
  private static Expectation anomaly(Object... namesAndValues) {
    Map<String, Object> arguments = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      arguments.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Expectation("anomaly", arguments, Severity.FAIL, "gold/b.yaml:7");
  }

  private static CheckResult judge(Expectation anomaly, double now, double... past) {
    List<Map<String, String>> runs = new ArrayList<>();
    DoubleStream.of(past).forEach(rows -> runs.add(Map.of("rows", String.valueOf(rows))));
    Collections.reverse(runs);
    return Suite.of(anomaly)
        .judge(
            Map.of("rows", String.valueOf(now)), new Circumstances(Instant.EPOCH, runs, Map.of()))
        .checks()
        .get(0);
  }

  private static Expectation rows(String strategy, Object... more) {
    List<Object> all = new ArrayList<>(List.of("metric", "row_count", "strategy", strategy));
    Collections.addAll(all, more);
    return anomaly(all.toArray());
  }

  @ParameterizedTest
  @CsvSource({"100,true", "200,true", "201,false", "50,true", "49,false", "0,false"})
  void aRateOfChange(double now, boolean passes) {
    Expectation anomaly = rows("rate-of-change", "max-increase", 2.0, "max-decrease", 0.5);
    assertEquals(passes, judge(anomaly, now, 7, 100).passed());
  }

  @ParameterizedTest
  @CsvSource({"110,true", "111,false", "80,true", "79,false"})
  void anAbsoluteChange(double now, boolean passes) {
    Expectation anomaly = rows("absolute-change", "max-increase", 10, "max-decrease", 20);
    assertEquals(passes, judge(anomaly, now, 7, 100).passed());
  }

  @ParameterizedTest
  @CsvSource({"5,true", "4,false", "9,true", "10,false"})
  void aThresholdNeedsNoHistory(double now, boolean passes) {
    assertEquals(passes, judge(rows("threshold", "min", 5, "max", 9), now).passed());
  }

  @ParameterizedTest
  @CsvSource({
    "online-normal,101,true",
    "online-normal,140,false",
    "batch-normal,101,true",
    "batch-normal,60,false"
  })
  void aNormalDistribution(String strategy, double now, boolean passes) {
    CheckResult found = judge(rows(strategy), now, 100, 102, 98, 101, 99, 100, 103, 97, 100, 101);
    assertEquals(passes, found.passed(), found::toString);
  }

  @Test
  void aSeasonIsNoAnomalyAndItsAbsenceIs() {
    double[] past = new double[42];
    for (int i = 0; i < past.length; i++) {
      past[i] = 1000 + 2 * i + (i % 7 >= 5 ? -600 : 0) + (i * 37 % 11);
    }
    PrintStream out = System.out;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, UTF_8));
    try {
      Expectation weekly = rows("holt-winters", "period", 7);
      assertTrue(judge(weekly, 1084 + 5, past).passed());
      assertEquals(false, judge(weekly, 400, past).passed());
    } finally {
      System.setOut(out);
    }
    assertEquals("", said.toString(UTF_8), "a run's document stands alone on standard output");
  }

  @Test
  void tooLittleHistoryPassesAndSaysSo() {
    CheckResult found = judge(rows("online-normal"), 5000, 1, 2, 3);
    assertTrue(found.passed());
    assertEquals("5000; not judged: 3 of 10 earlier runs", found.observed());
    assertEquals("anomaly(row_count, online-normal)", found.expectation());
  }

  @Test
  void theComplaintTellsWhatCameBefore() {
    CheckResult found = judge(rows("rate-of-change", "max-increase", 2.0), 500, 90, 100);
    assertEquals(
        "number of rows is 500, expected a number like those of 2 earlier runs (the last: 90, 100), by rate-of-change",
        found.message());
  }

  @Test
  void whatAnAnomalyNeedsIsMeasured() {
    Suite suite =
        Suite.of(
            anomaly(
                "metric", "completeness", "column", "price", "strategy", "threshold", "min", 1));
    assertEquals(
        List.of("present(\"price\")", "rows"),
        suite.measures().stream().map(measure -> measure.name()).toList());
  }

  @Test
  void whatIsNotKnownIsToldWithItsPlaceAndTheNearest() {
    refuses(
        "row_cout\". Did you mean \"row_count\"?",
        "metric",
        "row_cout",
        "strategy",
        "threshold",
        "min",
        1);
    refuses("Did you mean \"online-normal\"?", "metric", "row_count", "strategy", "online-norml");
    refuses("needs a bound", "metric", "row_count", "strategy", "rate-of-change");
    refuses("needs \"column\"", "metric", "mean", "strategy", "batch-normal");
    refuses("Remove the column", "metric", "row_count", "column", "a", "strategy", "batch-normal");
    refuses(
        "has no \"period\" with strategy batch-normal",
        "metric",
        "row_count",
        "strategy",
        "batch-normal",
        "period",
        7);
    refuses(
        "has no argument \"max-increse\". Did you mean \"max-increase\"?",
        "metric",
        "row_count",
        "strategy",
        "rate-of-change",
        "max-increse",
        2);
  }

  private static void refuses(String why, Object... namesAndValues) {
    IllegalExpectationException e =
        assertThrows(IllegalExpectationException.class, () -> Suite.of(anomaly(namesAndValues)));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("gold/b.yaml:7") && message.contains(why), message);
  }
}
