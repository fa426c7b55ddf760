package io.lavra.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static final double NAN = Double.NaN;

  @Test
  void gapsAndTheTimeSinceTheLastObservationAreFilled() {
    long[] periods = {5, 2, 5};
    double[] observed = {1, 4, 2};
    assertArrayEquals(
        new double[] {4, 0, 0, 3, 0, 0}, Series.fill(periods, observed, 7, Fill.ZERO).values());
    assertArrayEquals(
        new double[] {4, 4, 4, 3, 3, 3}, Series.fill(periods, observed, 7, Fill.PREVIOUS).values());
  }

  @Test
  void whatIsNoNumberIsMissingAndWhatIsLaterIsLeftOut() {
    long[] periods = {1, 2, 3, 4, 9};
    double[] observed = {NAN, 7, Double.POSITIVE_INFINITY, 8, 1};
    assertArrayEquals(
        new double[] {7, 0, 8}, Series.fill(periods, observed, 4, Fill.ZERO).values());
  }

  @Test
  void nothingKnownIsOneZeroOrNothing() {
    long[] periods = {1};
    double[] observed = {NAN};
    assertArrayEquals(new double[1], Series.fill(periods, observed, 4, Fill.ZERO).values());
    assertArrayEquals(new double[0], Series.fill(periods, observed, 4, Fill.PREVIOUS).values());
  }

  @Test
  void aDateLongAgoCostsNoMemory() {
    long[] periods = {-17_000_000, 3};
    double[] observed = {1, Double.MAX_VALUE};
    double[] values = Series.fill(periods, observed, 3, Fill.ZERO).values();
    assertEquals(10_000, values.length);
    assertEquals(Double.MAX_VALUE, values[9_999]);
  }

  @Test
  void periodsHoldTheirTimes() {
    LocalDateTime[] times = {
      LocalDateTime.of(1969, 12, 31, 23, 59), LocalDateTime.of(2024, 2, 29, 13, 30)
    };
    for (Frequency frequency : Frequency.values()) {
      for (LocalDateTime time : times) {
        long number = frequency.number(time);
        assertEquals(number, frequency.number(frequency.start(number)));
        assertEquals(number - 1, frequency.number(frequency.start(number).minusNanos(1)));
        assertEquals(number + 1, frequency.number(frequency.start(number + 1)));
      }
    }
    assertEquals(
        LocalDateTime.of(2024, 2, 26, 0, 0), Frequency.WEEK.start(Frequency.WEEK.number(times[1])));
    assertEquals(
        LocalDateTime.of(2024, 1, 1, 0, 0),
        Frequency.QUARTER.start(Frequency.QUARTER.number(times[1])));
  }
}
