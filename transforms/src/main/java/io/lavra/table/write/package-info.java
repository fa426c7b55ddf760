/** The work that makes the files of a table's next version, shard by shard. */
@NullMarked
package io.lavra.table.write;

import org.jspecify.annotations.NullMarked;
