/** How a run went, as Prometheus metrics: a text file and a Pushgateway. */
@NullMarked
package io.lavra.metrics;

import org.jspecify.annotations.NullMarked;
