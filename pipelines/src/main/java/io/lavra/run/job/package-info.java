/** Jobs of Beam: in this process, on an embedded Flink, on a cluster. */
@NullMarked
package io.lavra.run.job;

import org.jspecify.annotations.NullMarked;
