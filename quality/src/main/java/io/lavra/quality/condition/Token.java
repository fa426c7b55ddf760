package io.lavra.quality.condition;

import org.jspecify.annotations.Nullable;

/**
 * A piece of a condition.
 *
 * @param text as written
 * @param value a number's, a text's, or the name that stands in backquotes
 * @param at where it begins, from 0
 */
record Token(Kind kind, String text, @Nullable Object value, int at) {
  enum Kind {
    NAME,
    QUOTED_NAME,
    NUMBER,
    TEXT,
    SIGN,
    END
  }

  boolean is(String word) {
    return (kind == Kind.NAME || kind == Kind.SIGN) && text.equals(word);
  }
}
