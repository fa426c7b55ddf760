/**
 * What a lake is made of: places, columns and their types, files, changes of a schema, and what
 * goes wrong.
 */
@NullMarked
package io.lavra.lake;

import org.jspecify.annotations.NullMarked;
