/** What was made from what, told to catalogues as OpenLineage events. */
@NullMarked
package io.lavra.lineage;

import org.jspecify.annotations.NullMarked;
