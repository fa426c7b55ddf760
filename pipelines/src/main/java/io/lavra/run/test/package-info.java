/** Tests of a lake's definitions on rows that they give. */
@NullMarked
package io.lavra.run.test;

import org.jspecify.annotations.NullMarked;
