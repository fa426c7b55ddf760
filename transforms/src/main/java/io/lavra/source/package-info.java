/** Bronze: what arrives, as it came. */
@NullMarked
package io.lavra.source;

import org.jspecify.annotations.NullMarked;
