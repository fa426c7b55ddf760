@NullMarked
package io.lavra.embed;

import org.jspecify.annotations.NullMarked;
