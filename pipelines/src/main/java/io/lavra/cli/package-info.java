/** The commands, one a file. */
@NullMarked
package io.lavra.cli;

import org.jspecify.annotations.NullMarked;
