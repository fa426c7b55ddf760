/**
 * What every part may know: how texts of others are shown to people, what somebody meant, where a
 * text stands and what is wrong with it.
 */
@NullMarked
package io.lavra.words;

import org.jspecify.annotations.NullMarked;
