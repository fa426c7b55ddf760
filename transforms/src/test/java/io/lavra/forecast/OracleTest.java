package io.lavra.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Against PyPI statsforecast 2.1.1; {@code oracle.py} beside the data made it. */
class OracleTest {
  private static final int HORIZON = 12;

  @Test
  void closedFormulasAgreeToNineDigits() throws IOException {
    Map<String, Forecaster> ours =
        Map.of(
            "seasonal_naive", new SeasonalNaive(),
            "mean", new Mean(),
            "croston", new Croston(0.1),
            "sba", new Sba(0.1),
            "tsb", new Tsb(0.2, 0.3));
    Map<String, double[]> series = series();
    int compared = 0;
    for (String[] row : rows("expected.csv")) {
      Forecaster forecaster = ours.get(row[1]);
      if (forecaster != null) {
        double[] forecast =
            forecaster.forecast(Objects.requireNonNull(series.get(row[0])), 12, HORIZON);
        assertArrayEquals(numbers(row, 2), forecast, 1e-6, row[0] + " by " + row[1]);
        compared++;
      }
    }
    assertEquals(5 * series.size(), compared);
  }

  @Test
  void smoothingWithAGivenConstantAgreesToNineDigits() throws IOException {
    Map<String, double[]> series = series();
    for (String[] row : rows("expected.csv")) {
      if (row[1].equals("ses_0.3")) {
        double[] values = Objects.requireNonNull(series.get(row[0]));
        double level = Smoothing.of(values, 0.3, values[0]).level();
        assertEquals(Double.parseDouble(row[2]), level, 1e-6, row[0]);
      }
    }
  }

  /**
   * Both minimise squared errors, by different searches: 2 % of the series' mean apart at most,
   * which is what the oracle's bound of 0.1 on Theta's smoothing constant makes on a flat series.
   */
  @Test
  void fittedSmoothingAndThetaAgreeToTwoPercentOnRegularSeries() throws IOException {
    Map<String, Forecaster> ours = Map.of("ses", new ExponentialSmoothing(), "theta", new Theta());
    Map<String, double[]> series = series();
    Set<String> regular = Set.of("level", "walk", "trend", "seasonal");
    for (String[] row : rows("expected.csv")) {
      Forecaster forecaster = ours.get(row[1]);
      if (forecaster != null && regular.contains(row[0])) {
        double[] values = Objects.requireNonNull(series.get(row[0]));
        double tolerance = 0.02 * Arrays.stream(values).average().orElseThrow();
        double[] forecast = forecaster.forecast(values, 12, HORIZON);
        assertArrayEquals(numbers(row, 2), forecast, tolerance, row[0] + " by " + row[1]);
      }
    }
  }

  private static Map<String, double[]> series() throws IOException {
    Map<String, double[]> series = new LinkedHashMap<>();
    for (String[] row : rows("series.csv")) {
      series.put(row[0], numbers(row, 1));
    }
    return series;
  }

  private static double[] numbers(String[] row, int from) {
    return Arrays.stream(row).skip(from).mapToDouble(Double::parseDouble).toArray();
  }

  private static List<String[]> rows(String name) throws IOException {
    try (InputStream stream =
            Objects.requireNonNull(OracleTest.class.getResourceAsStream("/forecast/" + name));
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> line.split(",")).toList();
    }
  }
}
