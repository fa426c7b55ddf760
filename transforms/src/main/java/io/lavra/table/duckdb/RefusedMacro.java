package io.lavra.table.duckdb;

/**
 * A macro that cannot be made.
 *
 * @param file the position of its file among all
 * @param why with the place in that file
 */
public record RefusedMacro(int file, SqlException why) {}
