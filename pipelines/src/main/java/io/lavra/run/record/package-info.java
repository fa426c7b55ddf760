/** What a lake remembers of its runs, in tables of its own. */
@NullMarked
package io.lavra.run.record;

import org.jspecify.annotations.NullMarked;
