@NullMarked
package io.lavra.cli;

import org.jspecify.annotations.NullMarked;
