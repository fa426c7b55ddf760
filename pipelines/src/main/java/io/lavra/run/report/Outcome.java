package io.lavra.run.report;

import io.lavra.table.Manifest;

/**
 * A table's result and the job's manifest it came from.
 *
 * @param number the table's run number
 */
public record Outcome(TableReport report, Manifest manifest, long number) {}
