package io.lavra.forecast;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The M3 and M4 competitions' series against their published results. */
class CompetitionTest {

  /** Published over all of M3: 12.76 and 1.395. Here is every second series. */
  @Test
  void thetaScoresAsPublishedOnM3() {
    Score score =
        Score.mean(
            m3(),
            1,
            series -> new Theta().forecast(series.train, series.period, series.test.length));
    assertEquals(12.76, score.smape, 0.4);
    assertEquals(1.395, score.mase, 0.05);
  }

  /** OWA: the mean of sMAPE and MASE relative to Naive2, 9.161 and 2.777. */
  @Test
  void thetaScoresAsPublishedOnM4Weekly() {
    Score score = Score.mean(m4Weekly(), 1, series -> new Theta().forecast(series.train, 1, 13));
    assertEquals(0.971, (score.smape / 9.161 + score.mase / 2.777) / 2, 0.01);
  }

  /** On these series a choice costs little against Theta, the best single method known for them. */
  @Test
  void choosingIsCloseToTheta() {
    List<Series> m3 = m3();
    Score theta =
        Score.mean(
            m3,
            10,
            series -> new Theta().forecast(series.train, series.period, series.test.length));
    Score chosen =
        Score.mean(
            m3,
            10,
            series -> Choice.of(series.train, series.period, series.test.length).forecast());
    assertTrue(chosen.mase < 1.05 * theta.mase, chosen + " against " + theta);
  }

  @Test
  void intervalsCoverMostOfWhatTheyPromise() {
    List<Series> some = new ArrayList<>();
    List<Series> m3 = m3();
    for (int i = 0; i < m3.size(); i += 15) {
      some.add(m3.get(i));
    }
    coverage(some.stream().filter(series -> series.period == 12).toList())
        .assertWithin(0.70, 0.9, 0.85, 0.98);
    coverage(some.stream().filter(series -> series.period == 4).toList())
        .assertWithin(0.60, 0.9, 0.80, 0.98);
    coverage(m4Weekly().subList(0, 24)).assertWithin(0.65, 0.92, 0.85, 0.99);
  }

  private static Coverage coverage(List<Series> series) {
    int horizon = series.get(0).test.length;
    List<double[]> whole =
        series.stream()
            .map(
                one ->
                    DoubleStream.concat(Arrays.stream(one.train), Arrays.stream(one.test))
                        .toArray())
            .toList();
    return Coverage.of(whole, -horizon, horizon, series.get(0).period);
  }

  private static List<Series> m3() {
    Map<String, Integer> periods = new LinkedHashMap<>();
    Map<String, List<Double>> train = byName("m3/m3_train_even.csv.gz", periods);
    Map<String, List<Double>> test = byName("m3/m3_test_even.csv.gz", periods);
    return train.keySet().stream()
        .map(
            name ->
                new Series(
                    requireNonNull(periods.get(name)),
                    array(train.get(name)),
                    array(test.get(name))))
        .toList();
  }

  private static Map<String, List<Double>> byName(String file, Map<String, Integer> periods) {
    Map<String, List<Double>> byName = new LinkedHashMap<>();
    for (String[] row : ReferenceData.rows(file)) {
      periods.put(
          row[0],
          switch (row[1]) {
            case "MONTHLY" -> 12;
            case "QUARTERLY" -> 4;
            default -> 1;
          });
      byName
          .computeIfAbsent(row[0], name -> new ArrayList<>())
          .add(Double.valueOf(row[row.length - 1]));
    }
    return byName;
  }

  private static List<Series> m4Weekly() {
    List<double[]> train = ReferenceData.series("m4/Weekly-train.csv");
    List<double[]> test = ReferenceData.series("m4/Weekly-test.csv");
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < train.size(); i++) {
      series.add(new Series(1, train.get(i), test.get(i)));
    }
    return series;
  }

  private static double[] array(@Nullable List<Double> values) {
    return requireNonNull(values).stream().mapToDouble(Double::doubleValue).toArray();
  }

  private record Series(int period, double[] train, double[] test) {}

  private record Score(double smape, double mase) {
    interface Method {
      double[] forecast(Series series);
    }

    static Score mean(List<Series> all, int stride, Method method) {
      double smape = 0;
      double mase = 0;
      int count = 0;
      for (int i = 0; i < all.size(); i += stride) {
        Series series = all.get(i);
        double[] forecast = method.forecast(series);
        double absolute = 0;
        double symmetric = 0;
        for (int step = 0; step < series.test.length; step++) {
          double error = Math.abs(forecast[step] - series.test[step]);
          absolute += error / series.test.length;
          symmetric +=
              200
                  * error
                  / (Math.abs(forecast[step]) + Math.abs(series.test[step]))
                  / series.test.length;
        }
        smape += symmetric;
        mase += absolute / naive(series);
        count++;
      }
      return new Score(smape / count, mase / count);
    }

    private static double naive(Series series) {
      double sum = 0;
      for (int t = series.period; t < series.train.length; t++) {
        sum += Math.abs(series.train[t] - series.train[t - series.period]);
      }
      return sum / (series.train.length - series.period);
    }
  }
}
