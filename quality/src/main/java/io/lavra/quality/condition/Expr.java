package io.lavra.quality.condition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A condition as a tree. */
sealed interface Expr {
  /** What a row meets or does not. */
  sealed interface Truth extends Expr {}

  /** What a row has. */
  sealed interface Value extends Expr {
    Kind kind();
  }

  /** What is known of a value without the table. */
  enum Kind {
    NUMBER,
    TEXT,
    TIME,
    UNKNOWN
  }

  /** Constants in brackets: null, Boolean, Number or String. */
  record Items(List<@Nullable Object> values) implements Expr {}

  /** All of several, or any. */
  record Joined(boolean all, List<Truth> parts) implements Truth {}

  record Not(Truth truth) implements Truth {}

  /** A column of booleans. */
  record Flag(Column column) implements Truth {}

  /**
   * @param operator one of == != < <= > >=
   */
  record Compare(String operator, Value left, Value right) implements Truth {}

  record Among(Value value, Items items, boolean inverted) implements Truth {}

  record Missing(Value value) implements Truth {}

  /**
   * A text's test.
   *
   * @param sql with a place for the text and one for the pattern
   * @param ofMissing what it says of a text that is not there
   */
  record Matches(Value text, String sql, String pattern, boolean ofMissing) implements Truth {}

  record Column(String name) implements Value {
    @Override
    public Kind kind() {
      return Kind.UNKNOWN;
    }
  }

  record Literal(@Nullable Object value) implements Value {
    @Override
    public Kind kind() {
      return value instanceof String ? Kind.TEXT : value == null ? Kind.UNKNOWN : Kind.NUMBER;
    }
  }

  /**
   * @param operator one of + - * / // % **
   */
  record Arithmetic(String operator, Value left, Value right) implements Value {
    @Override
    public Kind kind() {
      return Kind.NUMBER;
    }
  }

  /**
   * A function of one value.
   *
   * @param sql with a place for the value
   */
  record Call(Kind takes, Kind gives, String sql, Value argument) implements Value {
    @Override
    public Kind kind() {
      return gives;
    }
  }
}
