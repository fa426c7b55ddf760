/**
 * The languages in which Great Expectations' row conditions are written: read by tokens into a
 * small tree, and written from it as SQL.
 */
@NullMarked
package io.lavra.quality.condition;

import org.jspecify.annotations.NullMarked;
