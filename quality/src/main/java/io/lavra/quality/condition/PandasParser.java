package io.lavra.quality.condition;

import io.lavra.quality.condition.Expr.Among;
import io.lavra.quality.condition.Expr.Arithmetic;
import io.lavra.quality.condition.Expr.Column;
import io.lavra.quality.condition.Expr.Compare;
import io.lavra.quality.condition.Expr.Flag;
import io.lavra.quality.condition.Expr.Items;
import io.lavra.quality.condition.Expr.Joined;
import io.lavra.quality.condition.Expr.Kind;
import io.lavra.quality.condition.Expr.Literal;
import io.lavra.quality.condition.Expr.Not;
import io.lavra.quality.condition.Expr.Truth;
import io.lavra.quality.condition.Expr.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The language of {@code DataFrame.query}: Python's expressions, in which {@code &} and {@code |}
 * stand for {@code and} and {@code or} and bind as loosely as these.
 */
final class PandasParser {
  static final String REMEDY =
      "Use comparisons, in, and, or, not, isnull(), notnull(), isin, between and str of columns, or write SQL and \"condition_parser\": \"spark\".";

  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "not", "in", "is", "if", "else", "lambda", "for");

  private final TokenReader tokens;

  /** Python's own precedence: {@code &} and {@code |} bind more tightly than comparisons. */
  private final boolean strict;

  private PandasParser(TokenReader tokens, boolean strict) {
    this.tokens = tokens;
    this.strict = strict;
  }

  /**
   * @param strict whether the parser is {@code python} and not {@code pandas}
   * @throws NotUnderstood at the first token that is not known
   */
  static Truth parse(String condition, boolean strict) {
    TokenReader tokens = new TokenReader(Tokens.of(condition, true));
    PandasParser parser = new PandasParser(tokens, strict);
    Token first = tokens.peek();
    Truth truth = parser.truth(parser.any(), first);
    if (tokens.peek().kind() != Token.Kind.END) {
      throw new NotUnderstood(tokens.peek(), REMEDY);
    }
    return truth;
  }

  private Expr any() {
    return joined("or", strict ? "or" : "|", this::all, false);
  }

  private Expr all() {
    return joined("and", strict ? "and" : "&", this::inverse, true);
  }

  private Expr joined(String word, String sign, Supplier<Expr> part, boolean all) {
    Token first = tokens.peek();
    Expr one = part.get();
    if (!tokens.peek().is(word) && !tokens.peek().is(sign)) {
      return one;
    }
    List<Truth> parts = new ArrayList<>(List.of(truth(one, first)));
    while (tokens.peek().is(word) || tokens.peek().is(sign)) {
      if (strict && tokens.peek().is(word) && !word.equals("|") && !word.equals("&")) {
        throw new NotUnderstood(tokens.peek(), "With the parser \"python\" write & and |.");
      }
      tokens.next();
      Token start = tokens.peek();
      parts.add(truth(part.get(), start));
    }
    return new Joined(all, parts);
  }

  private Expr inverse() {
    if (!strict && tokens.accept("not")) {
      Token start = tokens.peek();
      return new Not(truth(inverse(), start));
    }
    return comparison();
  }

  private Expr operand() {
    return strict ? joined("|", "|", () -> joined("&", "&", this::sum, true), false) : sum();
  }

  private Expr comparison() {
    Expr left = operand();
    List<Truth> parts = new ArrayList<>();
    while (isComparison()) {
      Token operator = tokens.next();
      boolean inverted = operator.is("not");
      if (inverted) {
        tokens.expect("in");
      }
      Expr right = operand();
      parts.add(
          inverted || operator.is("in")
              ? membership(left, right, inverted, operator)
              : compare(left, operator, right));
      left = right;
    }
    return parts.isEmpty() ? left : parts.size() == 1 ? parts.get(0) : new Joined(true, parts);
  }

  private boolean isComparison() {
    Token token = tokens.peek();
    return (token.kind() == Token.Kind.SIGN && COMPARISONS.contains(token.text()))
        || (!strict && (token.is("in") || (token.is("not") && tokens.peek(1).is("in"))));
  }

  /** A list on a side of == means any of it, as for in. */
  private Truth compare(Expr left, Token operator, Expr right) {
    boolean equality = operator.is("==") || operator.is("!=");
    if (equality && left instanceof Items && !(right instanceof Items)) {
      return compare(right, operator, left);
    }
    if (equality && right instanceof Items items) {
      return among(value(left, operator), items, operator.is("!="), operator);
    }
    if (equality && left instanceof Truth truth && right instanceof Literal literal) {
      return same(truth, literal, operator);
    }
    if (equality && right instanceof Truth truth && left instanceof Literal literal) {
      return same(truth, literal, operator);
    }
    return compare(value(left, operator), operator, value(right, operator));
  }

  static Truth compare(Value left, Token operator, Value right) {
    if (left instanceof Literal && right instanceof Literal) {
      throw new NotUnderstood(operator, "It compares two constants; name a column.");
    }
    boolean equality = operator.is("==") || operator.is("!=");
    if (!equality && (isNone(left) || isNone(right))) {
      throw new NotUnderstood(operator, "Nothing is above or below None; use isnull().");
    }
    boolean texts = left.kind() == Kind.TEXT || right.kind() == Kind.TEXT;
    boolean numbers = left.kind() == Kind.NUMBER || right.kind() == Kind.NUMBER;
    if (texts && numbers) {
      throw new NotUnderstood(operator, "It compares a text with a number; write both alike.");
    }
    return new Compare(operator.text(), left, right);
  }

  private static boolean isNone(Value value) {
    return value instanceof Literal literal && literal.value() == null;
  }

  private static Truth same(Truth truth, Literal literal, Token operator) {
    if (literal.value() instanceof Boolean wanted) {
      return wanted == operator.is("==") ? truth : new Not(truth);
    }
    throw new NotUnderstood(operator, "A condition can be compared with True or False only.");
  }

  private Truth membership(Expr left, Expr right, boolean inverted, Token operator) {
    if (left instanceof Literal literal && right instanceof Column column) {
      return among(column, new Items(nullable(literal.value())), inverted, operator);
    }
    if (right instanceof Literal literal && literal.value() instanceof String) {
      return among(value(left, operator), new Items(nullable(literal.value())), inverted, operator);
    }
    if (right instanceof Items items) {
      return among(value(left, operator), items, inverted, operator);
    }
    throw new NotUnderstood(operator, "Write a list of constants behind it.");
  }

  private static List<@Nullable Object> nullable(@Nullable Object value) {
    List<@Nullable Object> list = new ArrayList<>();
    list.add(value);
    return list;
  }

  static Truth among(Value value, Items items, boolean inverted, Token operator) {
    boolean texts = items.values().stream().anyMatch(String.class::isInstance);
    boolean others =
        items.values().stream().anyMatch(item -> item != null && !(item instanceof String));
    if (value instanceof Literal) {
      throw new NotUnderstood(operator, "Write a column before it.");
    }
    if ((texts && others)
        || (texts && value.kind() == Kind.NUMBER)
        || (others && value.kind() == Kind.TEXT)) {
      throw new NotUnderstood(operator, "It compares texts with numbers; write all of them alike.");
    }
    if (!texts && !others && !items.values().isEmpty()) {
      throw new NotUnderstood(operator, "No list of None alone is read; use isnull().");
    }
    return new Among(value, items, inverted);
  }

  private Expr sum() {
    return chain(Set.of("+", "-"), this::product);
  }

  private Expr product() {
    return chain(Set.of("*", "/", "//", "%"), this::signed);
  }

  private Expr chain(Set<String> operators, Supplier<Expr> part) {
    Expr left = part.get();
    while (tokens.peek().kind() == Token.Kind.SIGN && operators.contains(tokens.peek().text())) {
      Token operator = tokens.next();
      left = arithmetic(left, operator, part.get());
    }
    return left;
  }

  private Value arithmetic(Expr left, Token operator, Expr right) {
    return new Arithmetic(operator.text(), number(left, operator), number(right, operator));
  }

  private static Value number(Expr expr, Token operator) {
    Value value = value(expr, operator);
    boolean isNumber =
        value.kind() == Kind.NUMBER || (value.kind() == Kind.UNKNOWN && value instanceof Column);
    if (!isNumber) {
      throw new NotUnderstood(operator, "It computes with numbers only.");
    }
    return value;
  }

  private Expr signed() {
    Token sign = tokens.peek();
    if (tokens.accept("~")) {
      return new Not(truth(signed(), sign));
    }
    if (tokens.accept("+")) {
      return number(signed(), sign);
    }
    if (tokens.accept("-")) {
      Value value = number(signed(), sign);
      return value instanceof Literal literal && literal.value() instanceof Number number
          ? new Literal(negative(number))
          : new Arithmetic("-", new Literal(BigInteger.ZERO), value);
    }
    return power();
  }

  private static Number negative(Number number) {
    if (number instanceof BigInteger whole) {
      return whole.negate();
    }
    return number instanceof BigDecimal decimal ? decimal.negate() : -number.doubleValue();
  }

  private Expr power() {
    Expr base = postfix();
    Token operator = tokens.peek();
    return tokens.accept("**") ? arithmetic(base, operator, signed()) : base;
  }

  private Expr postfix() {
    Expr expr = atom();
    while (tokens.peek().is(".")) {
      tokens.next();
      Token name = tokens.expect(Token.Kind.NAME, REMEDY);
      expr = new Methods(tokens, this::constants).of(value(expr, name), name);
    }
    return expr;
  }

  private Expr atom() {
    Token token = tokens.next();
    return switch (token.kind()) {
      case NUMBER -> new Literal(token.value());
      case TEXT -> new Literal(tokens.texts(token));
      case QUOTED_NAME -> new Column(String.valueOf(token.value()));
      case NAME -> name(token);
      case SIGN -> sign(token);
      case END -> throw new NotUnderstood(token, "Something is missing.");
    };
  }

  private Expr name(Token token) {
    boolean called = tokens.peek().is("(");
    return switch (token.text()) {
      case "True" -> new Literal(true);
      case "False" -> new Literal(false);
      case "None" -> new Literal(null);
      case "inf", "Inf" -> new Literal(Double.POSITIVE_INFINITY);
      default -> {
        if (KEYWORDS.contains(token.text())) {
          throw new NotUnderstood(token, REMEDY);
        }
        yield called ? function(token) : new Column(token.text());
      }
    };
  }

  private Expr function(Token name) {
    tokens.expect("(");
    Token start = tokens.peek();
    Expr argument = sum();
    tokens.expect(")");
    if (name.is("Timestamp") && argument instanceof Literal literal) {
      return literal;
    }
    return Methods.numeric(name, number(argument, start));
  }

  private Expr sign(Token token) {
    if (token.is("[")) {
      return new Items(constants("]"));
    }
    if (!token.is("(")) {
      throw new NotUnderstood(
          token,
          token.is("@") ? "A variable of Python has no value here; write the value." : REMEDY);
    }
    if (tokens.accept(")")) {
      return new Items(List.of());
    }
    Token start = tokens.peek();
    Expr first = any();
    if (!tokens.peek().is(",")) {
      tokens.expect(")");
      return first;
    }
    tokens.next();
    List<@Nullable Object> values = new ArrayList<>(nullable(constant(first, start)));
    values.addAll(constants(")"));
    return new Items(values);
  }

  /** Up to a closing bracket, which is read too. */
  private List<@Nullable Object> constants(String closing) {
    List<@Nullable Object> values = new ArrayList<>();
    while (!tokens.accept(closing)) {
      Token start = tokens.peek();
      values.add(constant(sum(), start));
      if (!tokens.peek().is(closing)) {
        tokens.expect(",");
      }
    }
    return values;
  }

  private static @Nullable Object constant(Expr expr, Token start) {
    if (expr instanceof Literal literal) {
      return literal.value();
    }
    throw new NotUnderstood(start, "A list holds constants here.");
  }

  private static Truth truth(Expr expr, Token start) {
    if (expr instanceof Truth truth) {
      return truth;
    }
    if (expr instanceof Column column) {
      return new Flag(column);
    }
    throw new NotUnderstood(start, "It is no condition; compare it with something.");
  }

  private static Value value(Expr expr, Token operator) {
    if (expr instanceof Value value) {
      return value;
    }
    throw new NotUnderstood(operator, "It stands beside a condition; write a value there.");
  }
}
