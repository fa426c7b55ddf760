package io.lavra.quality.profile;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * Where a column's values lie.
 *
 * @param min the least value as text; of texts the least length
 * @param max the greatest
 * @param mean of numbers
 * @param deviation of numbers, of a sample
 * @param quantiles by their per cent, ascending; numbers and times
 */
public record Spread(
    String min,
    String max,
    OptionalDouble mean,
    OptionalDouble deviation,
    Map<Integer, String> quantiles) {}
