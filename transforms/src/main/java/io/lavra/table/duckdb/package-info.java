/** DuckDB: its limits, its statements, the files they read and write. It is known here alone. */
@NullMarked
package io.lavra.table.duckdb;

import org.jspecify.annotations.NullMarked;
