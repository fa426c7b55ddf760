/** The steps of a Beam job: rows go through DuckDB and files, shards through Beam. */
@NullMarked
package io.lavra.table.job;

import org.jspecify.annotations.NullMarked;
