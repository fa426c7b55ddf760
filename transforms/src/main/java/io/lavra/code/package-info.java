/** Source code as symbols, by tree-sitter. */
@NullMarked
package io.lavra.code;

import org.jspecify.annotations.NullMarked;
