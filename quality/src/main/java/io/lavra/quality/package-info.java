@NullMarked
package io.lavra.quality;

import org.jspecify.annotations.NullMarked;
