package io.lavra.quality.docs;

import java.time.Instant;
import java.util.List;

/**
 * A metric, run by run.
 *
 * @param points oldest first; never empty
 */
public record Series(String name, List<Point> points) {
  /** What one run measured; finite. */
  public record Point(String run, Instant at, double value) {}

  public Series {
    points = List.copyOf(points);
  }

  /** Whether every run measured the same. */
  boolean isSteady() {
    return points.stream().allMatch(point -> point.value() == last().value());
  }

  public Point last() {
    return points.get(points.size() - 1);
  }
}
