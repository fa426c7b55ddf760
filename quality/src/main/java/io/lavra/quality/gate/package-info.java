/** The judge: measurements as Deequ metrics, requirements as Deequ checks, no Spark session. */
@NullMarked
package io.lavra.quality.gate;

import org.jspecify.annotations.NullMarked;
