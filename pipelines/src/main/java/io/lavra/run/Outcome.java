package io.lavra.run;

import io.lavra.table.Manifest;

/**
 * A table's result and the job's manifest it came from.
 *
 * @param number the table's run number
 */
record Outcome(TableReport report, Manifest manifest, long number) {}
