package io.lavra.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesForecastTest {
  private static final List<Integer> LEVELS = List.of(80, 95, 50);

  /** For series of any kind and length: finite, ordered, nested, never negative without cause. */
  @Test
  void everySeriesGetsABelievableForecast() {
    Random random = new Random(7);
    Map<String, IntToDoubleFunction> kinds = new LinkedHashMap<>();
    kinds.put("zero", i -> 0);
    kinds.put("constant", i -> 3.3);
    kinds.put("noise", i -> random.nextDouble());
    kinds.put("falling", i -> Math.max(0, 40 - i) + random.nextDouble());
    kinds.put("rare", i -> i % 11 == 3 ? 2 : 0);
    kinds.put("negative", i -> random.nextGaussian());
    kinds.put("huge", i -> Double.MAX_VALUE * (1 - random.nextDouble()));
    kinds.put("huge both ways", i -> i % 2 == 0 ? -Double.MAX_VALUE : Double.MAX_VALUE);
    kinds.put("tiny", i -> Double.MIN_VALUE * (i % 5));
    kinds.put("one spike", i -> i == 0 ? 1e12 : 0.001);
    kinds.put("explosive", i -> Math.pow(3, i));
    kinds.put("seasonal", i -> 10 + 5 * Math.sin(i * Math.PI / 6));
    kinds.forEach(
        (kind, value) -> {
          for (int length : new int[] {1, 2, 3, 5, 6, 8, 13, 24, 50, 61, 84}) {
            double[] history = IntStream.range(0, length).mapToDouble(value).toArray();
            for (int season : new int[] {1, 4, 12, 52}) {
              check(kind + " " + length + " " + season, history, season);
            }
          }
        });
  }

  private static void check(String what, double[] history, int season) {
    SeriesForecast forecast = SeriesForecast.of(new Series(0, history), season, 14, LEVELS);
    boolean positive = Arrays.stream(history).allMatch(value -> value >= 0);
    for (int step = 0; step < 14; step++) {
      double[] rising = {
        positive ? 0 : -Double.MAX_VALUE,
        forecast.lower()[1][step],
        forecast.lower()[0][step],
        forecast.lower()[2][step],
        forecast.forecast()[step],
        forecast.upper()[2][step],
        forecast.upper()[0][step],
        forecast.upper()[1][step],
        Double.MAX_VALUE
      };
      for (int i = 1; i < rising.length; i++) {
        assertTrue(
            rising[i - 1] <= rising[i],
            what + " by " + forecast.model() + " at " + step + ": " + Arrays.toString(rising));
      }
    }
  }

  @Test
  void aConstantIsForecastAsSuchAndCertain() {
    double[] history = new double[24];
    Arrays.fill(history, 5);
    SeriesForecast forecast = SeriesForecast.of(new Series(0, history), 12, 3, List.of(80));
    assertArrayEquals(new double[] {5, 5, 5}, forecast.forecast(), 1e-9);
    assertArrayEquals(new double[] {5, 5, 5}, forecast.lower()[0], 1e-9);
    assertArrayEquals(new double[] {5, 5, 5}, forecast.upper()[0], 1e-9);
  }

  @Test
  void scaleDoesNotMatter() {
    double[] small = IntStream.range(0, 40).mapToDouble(i -> i * 7 % 13 + i).toArray();
    double[] large = Arrays.stream(small).map(value -> Math.scalb(value, 900)).toArray();
    SeriesForecast first = SeriesForecast.of(new Series(0, small), 4, 6, List.of(80));
    SeriesForecast second = SeriesForecast.of(new Series(0, large), 4, 6, List.of(80));
    assertEquals(first.model(), second.model());
    double[] back =
        Arrays.stream(second.forecast()).map(value -> Math.scalb(value, -900)).toArray();
    assertArrayEquals(first.forecast(), back, 1e-6);
  }

  @Test
  void aSeasonalMonthlySeriesKeepsItsSeason() {
    double[] history =
        IntStream.range(0, 96)
            .mapToDouble(i -> (100 + i) * (1 + 0.4 * Math.sin(i * Math.PI / 6)) + i * 31 % 7)
            .toArray();
    SeriesForecast forecast = SeriesForecast.of(new Series(0, history), 12, 12, List.of(95));
    for (int step = 0; step < 12; step++) {
      double expected = (196 + step) * (1 + 0.4 * Math.sin((96 + step) * Math.PI / 6)) + 3;
      assertEquals(expected, forecast.forecast()[step], 0.1 * expected, forecast.model());
    }
  }

  /** Also ARIMA, whose library must give the same bits on every thread. */
  @Test
  void threadsDoNotChangeABit() {
    Random random = new Random(11);
    List<double[]> histories =
        IntStream.range(0, 6)
            .mapToObj(
                series ->
                    IntStream.range(0, 80)
                        .mapToDouble(
                            i ->
                                50
                                    + series * i
                                    + 20 * Math.sin(i * Math.PI / 6)
                                    + random.nextGaussian())
                        .toArray())
            .toList();
    List<String> alone = histories.stream().map(SeriesForecastTest::shown).toList();
    List<String> together = histories.parallelStream().map(SeriesForecastTest::shown).toList();
    assertEquals(alone, together);
    double[] arima = new AutoArima().forecast(histories.get(3), 12, 6);
    IntStream.range(0, 6)
        .parallel()
        .forEach(
            i -> assertArrayEquals(arima, new AutoArima().forecast(histories.get(3), 12, 6), 0.0));
  }

  private static String shown(double[] history) {
    SeriesForecast forecast = SeriesForecast.of(new Series(0, history), 12, 6, List.of(80));
    return forecast.model()
        + forecast.modelHash()
        + Arrays.toString(forecast.forecast())
        + Arrays.deepToString(forecast.lower())
        + Arrays.deepToString(forecast.upper());
  }
}
