/** The way of a staged table into its next version: measured, judged, committed. */
@NullMarked
package io.lavra.quality.publish;

import org.jspecify.annotations.NullMarked;
