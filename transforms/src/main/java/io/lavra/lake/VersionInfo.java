package io.lavra.lake;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of a table's history.
 *
 * @param operation Delta's name of the change; {@code UNKNOWN} where its writer left none
 * @param provenance what {@link Commit#provenance} kept
 */
public record VersionInfo(
    long version,
    Instant timestamp,
    String operation,
    Optional<String> provenance,
    long filesAdded,
    long filesRemoved,
    long rowsAdded) {}
