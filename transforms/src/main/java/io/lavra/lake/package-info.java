@NullMarked
package io.lavra.lake;

import org.jspecify.annotations.NullMarked;
