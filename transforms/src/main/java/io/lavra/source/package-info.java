@NullMarked
package io.lavra.source;

import org.jspecify.annotations.NullMarked;
