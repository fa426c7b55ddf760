/** Expectations that a table meets, proposed on some of its rows and tried on the others. */
@NullMarked
package io.lavra.quality.suggest;

import org.jspecify.annotations.NullMarked;
