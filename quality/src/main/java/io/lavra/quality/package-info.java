/** Suites of expectations, and their verdict on a table. */
@NullMarked
package io.lavra.quality;

import org.jspecify.annotations.NullMarked;
