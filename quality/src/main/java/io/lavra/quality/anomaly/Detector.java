package io.lavra.quality.anomaly;

import com.amazon.deequ.anomalydetection.AnomalyDetectionStrategy;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import scala.Console;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.collection.immutable.Vector;

/**
 * One of Deequ's strategies with its settings.
 *
 * @param name as users write it
 * @param needs how many earlier numbers it takes to judge a new one
 */
public record Detector(String name, int needs, AnomalyDetectionStrategy strategy) {
  /** Whether there are enough earlier numbers. */
  public boolean canJudge(List<Double> past) {
    return past.size() >= needs;
  }

  /**
   * Whether a new number is unlike the earlier ones.
   *
   * @param past finite numbers, oldest first, at least as many as needed
   */
  public boolean isAnomalous(List<Double> past, double number) {
    List<Object> series = new ArrayList<>(past);
    series.add(number);
    Tuple2<Object, Object> newest = new Tuple2<>(past.size(), series.size());
    Vector<Object> numbers = JavaConverters.asScalaBuffer(series).toVector();
    // Holt-Winters prints what it fitted, where a run's document is expected and nothing else.
    return Console.withOut(
        OutputStream.nullOutputStream(), () -> !strategy.detect(numbers, newest).isEmpty());
  }
}
