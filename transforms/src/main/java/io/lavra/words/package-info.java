/** What every part may know: how texts of others are shown to people. */
@NullMarked
package io.lavra.words;

import org.jspecify.annotations.NullMarked;
