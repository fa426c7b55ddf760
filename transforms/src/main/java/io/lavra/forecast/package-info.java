/** Series to forecasts: the methods, the choice between them, their intervals. */
@NullMarked
package io.lavra.forecast;

import org.jspecify.annotations.NullMarked;
