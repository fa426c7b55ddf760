package io.lavra.quality.condition;

/** What a condition holds that cannot be read, with the place in it. */
public final class NotUnderstood extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotUnderstood(Token token, String remedy) {
    super(
        "The row_condition is not understood at %s. %s"
            .formatted(
                token.kind() == Token.Kind.END
                    ? "its end"
                    : "%s (character %s)".formatted(token.text(), token.at() + 1),
                remedy));
  }
}
