package io.lavra.quality.condition;

import io.lavra.quality.condition.Expr.Column;
import io.lavra.quality.condition.Expr.Literal;
import io.lavra.quality.condition.Expr.Missing;
import io.lavra.quality.condition.Expr.Not;
import io.lavra.quality.condition.Expr.Truth;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;

/**
 * Great Expectations' own language: {@code col("x") > 5} or {@code col("x").notNull()}, and no
 * more. It ignores what stands behind such a comparison; here that is not understood.
 */
final class ColumnsParser {
  private static final String REMEDY =
      "Write one col(\"name\") with ==, !=, <, <=, > or >= and a number, a text in quotes or date(\"…\"), or col(\"name\").notNull().";

  private final TokenReader tokens;

  private ColumnsParser(TokenReader tokens) {
    this.tokens = tokens;
  }

  static Truth parse(String condition) {
    ColumnsParser parser = new ColumnsParser(new TokenReader(Tokens.of(condition, false)));
    Truth truth = parser.condition();
    if (parser.tokens.peek().kind() != Token.Kind.END) {
      throw new NotUnderstood(
          parser.tokens.peek(), "Great Expectations ignores it; write it in another language.");
    }
    return truth;
  }

  private Truth condition() {
    if (!tokens.peek().is("col")) {
      throw new NotUnderstood(tokens.peek(), REMEDY);
    }
    tokens.next();
    Column column = new Column(String.valueOf(inBrackets().value()));
    Token operator = tokens.next();
    if (operator.is(".")) {
      return nullity(column);
    }
    if (!Set.of("==", "!=", "<", "<=", ">", ">=").contains(operator.text())) {
      throw new NotUnderstood(operator, REMEDY);
    }
    return PandasParser.compare(column, operator, literal());
  }

  private Token inBrackets() {
    tokens.expect("(");
    Token text = tokens.expect(Token.Kind.TEXT, REMEDY);
    tokens.expect(")");
    return text;
  }

  private Truth nullity(Column column) {
    Token name = tokens.next();
    tokens.expect("(");
    tokens.expect(")");
    return switch (name.text().toLowerCase(Locale.ROOT)) {
      case "notnull" -> new Not(new Missing(column));
      case "isnull" -> new Missing(column);
      default -> throw new NotUnderstood(name, REMEDY);
    };
  }

  private Literal literal() {
    if (tokens.accept("date")) {
      return new Literal(inBrackets().value());
    }
    boolean negative = tokens.accept("-");
    if (!negative) {
      tokens.accept("+");
    }
    Token token = tokens.next();
    if (token.value() instanceof BigInteger whole) {
      return new Literal(negative ? whole.negate() : whole);
    }
    if (token.value() instanceof BigDecimal decimal) {
      return new Literal(negative ? decimal.negate() : decimal);
    }
    if (token.kind() != Token.Kind.TEXT || negative) {
      throw new NotUnderstood(token, REMEDY);
    }
    return new Literal(token.value());
  }
}
