/** The expectations: their arguments, what each has to measure, and what the measurements mean. */
@NullMarked
package io.lavra.quality.expectation;

import org.jspecify.annotations.NullMarked;
