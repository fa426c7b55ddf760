package io.lavra.quality.profile;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * Where a column's values lie.
 *
 * @param min the least value as text; of texts the least length
 * @param max the greatest
 * @param mean of the finite numbers; so is {@code deviation}, a sample's
 * @param notFinite how many are NaN or infinite: ends and quantiles are of these too
 * @param quantiles by their per cent, ascending; numbers and times
 */
public record Spread(
    String min,
    String max,
    OptionalDouble mean,
    OptionalDouble deviation,
    long notFinite,
    Map<Integer, String> quantiles) {}
