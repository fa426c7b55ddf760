/** AWS Glue's Data Quality Definition Language, read by its own parser. */
@NullMarked
package io.lavra.quality.dqdl;

import org.jspecify.annotations.NullMarked;
