/** A run: wave, job, audit, publish, record. */
@NullMarked
package io.lavra.run;

import org.jspecify.annotations.NullMarked;
