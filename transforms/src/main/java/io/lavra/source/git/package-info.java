/** The files of a git repository and their history, without obeying its configuration. */
@NullMarked
package io.lavra.source.git;

import org.jspecify.annotations.NullMarked;
