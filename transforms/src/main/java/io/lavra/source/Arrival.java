package io.lavra.source;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;

/**
 * When files arrived: what {@code _arrived_at} and the partitions say.
 *
 * @param at the moment
 * @param day the day in the lake's time zone
 */
public record Arrival(Instant at, LocalDate day) implements Serializable {}
