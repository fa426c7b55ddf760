/** Which columns a column comes from, read from DuckDB's own plan. */
@NullMarked
package io.lavra.table.lineage;

import org.jspecify.annotations.NullMarked;
