/** What a run says of its tables. */
@NullMarked
package io.lavra.run.report;

import org.jspecify.annotations.NullMarked;
