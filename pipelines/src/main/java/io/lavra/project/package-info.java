/** Reads a lake folder into immutable records, or says all that is wrong with it. */
@NullMarked
package io.lavra.project;

import org.jspecify.annotations.NullMarked;
