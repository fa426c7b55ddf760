/** Parquet files: written row by row, looked at by their footers. */
@NullMarked
package io.lavra.lake.parquet;

import org.jspecify.annotations.NullMarked;
