/** How a table is built: shards of files, work on them, what was staged. */
@NullMarked
package io.lavra.table;

import org.jspecify.annotations.NullMarked;
