/** Great Expectations' suite files: read as expectations, written from them. */
@NullMarked
package io.lavra.quality.gx;

import org.jspecify.annotations.NullMarked;
