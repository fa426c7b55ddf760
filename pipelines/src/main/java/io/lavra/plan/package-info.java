/** What to build, in which order, from which versions. */
@NullMarked
package io.lavra.plan;

import org.jspecify.annotations.NullMarked;
