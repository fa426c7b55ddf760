/** What every part may know: how texts of others are shown to people, and what somebody meant. */
@NullMarked
package io.lavra.words;

import org.jspecify.annotations.NullMarked;
