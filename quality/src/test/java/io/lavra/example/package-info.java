@NullMarked
package io.lavra.example;

import org.jspecify.annotations.NullMarked;
