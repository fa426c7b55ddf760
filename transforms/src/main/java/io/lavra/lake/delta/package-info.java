/**
 * Tables of the Delta format: their versions, commits and log, and what is mended if they are
 * damaged. Delta and Hadoop are known here alone.
 */
@NullMarked
package io.lavra.lake.delta;

import org.jspecify.annotations.NullMarked;
