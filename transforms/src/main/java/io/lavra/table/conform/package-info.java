/** Text becomes typed columns, by SQL; what does not fit is set aside. */
@NullMarked
package io.lavra.table.conform;

import org.jspecify.annotations.NullMarked;
