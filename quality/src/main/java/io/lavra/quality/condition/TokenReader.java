package io.lavra.quality.condition;

import java.util.List;

/** Tokens, one after the other. */
final class TokenReader {
  private final List<Token> tokens;
  private int next;

  TokenReader(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token peek() {
    return peek(0);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(next + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = peek();
    next++;
    return token;
  }

  boolean accept(String word) {
    boolean found = peek().is(word);
    next += found ? 1 : 0;
    return found;
  }

  void expect(String word) {
    if (!accept(word)) {
      throw new NotUnderstood(peek(), "Write %s there.".formatted(word));
    }
  }

  Token expect(Token.Kind kind, String remedy) {
    if (peek().kind() != kind) {
      throw new NotUnderstood(peek(), remedy);
    }
    return next();
  }

  /** A text and those that follow it: Python makes one of them. */
  String texts(Token first) {
    StringBuilder text = new StringBuilder(String.valueOf(first.value()));
    while (peek().kind() == Token.Kind.TEXT) {
      text.append(next().value());
    }
    return text.toString();
  }
}
