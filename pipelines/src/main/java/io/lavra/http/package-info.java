/** How a run talks to servers of others. */
@NullMarked
package io.lavra.http;

import org.jspecify.annotations.NullMarked;
