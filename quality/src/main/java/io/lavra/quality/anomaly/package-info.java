/** Numbers of earlier runs against a new one, by Deequ's strategies. No Spark session. */
@NullMarked
package io.lavra.quality.anomaly;

import org.jspecify.annotations.NullMarked;
