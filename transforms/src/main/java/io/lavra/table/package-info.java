@NullMarked
package io.lavra.table;

import org.jspecify.annotations.NullMarked;
