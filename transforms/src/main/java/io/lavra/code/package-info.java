@NullMarked
package io.lavra.code;

import org.jspecify.annotations.NullMarked;
