/** Texts cut into passages. */
@NullMarked
package io.lavra.text;

import org.jspecify.annotations.NullMarked;
