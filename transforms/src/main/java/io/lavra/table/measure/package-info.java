/** What checks need to know of a table, measured by shard and merged. */
@NullMarked
package io.lavra.table.measure;

import org.jspecify.annotations.NullMarked;
