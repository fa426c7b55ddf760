package io.lavra.forecast;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

/** The share of later values that fell within the intervals. */
record Coverage(double of80, double of95) {
  static Coverage of(List<double[]> items, int train, int horizon, int season) {
    int in80 = 0;
    int in95 = 0;
    int count = 0;
    for (double[] values : items) {
      SeriesForecast forecast =
          SeriesForecast.of(
              new Series(0, Arrays.copyOf(values, train < 0 ? values.length + train : train)),
              season,
              horizon,
              List.of(80, 95));
      int first = train < 0 ? values.length + train : train;
      for (int step = 0; step < horizon; step++) {
        double actual = values[first + step];
        in80 += forecast.lower()[0][step] <= actual && actual <= forecast.upper()[0][step] ? 1 : 0;
        in95 += forecast.lower()[1][step] <= actual && actual <= forecast.upper()[1][step] ? 1 : 0;
        count++;
      }
    }
    return new Coverage((double) in80 / count, (double) in95 / count);
  }

  void assertWithin(double least80, double most80, double least95, double most95) {
    assertTrue(least80 <= of80 && of80 <= most80 && least95 <= of95 && of95 <= most95, toString());
  }
}
