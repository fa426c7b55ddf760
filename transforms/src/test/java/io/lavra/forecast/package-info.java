@NullMarked
package io.lavra.forecast;

import org.jspecify.annotations.NullMarked;
