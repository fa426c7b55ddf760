/** Passages to vectors, by a model that ships with Lavra. */
@NullMarked
package io.lavra.embed;

import org.jspecify.annotations.NullMarked;
