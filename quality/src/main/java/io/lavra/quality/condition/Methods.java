package io.lavra.quality.condition;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.lavra.quality.condition.Expr.Call;
import io.lavra.quality.condition.Expr.Items;
import io.lavra.quality.condition.Expr.Joined;
import io.lavra.quality.condition.Expr.Kind;
import io.lavra.quality.condition.Expr.Literal;
import io.lavra.quality.condition.Expr.Matches;
import io.lavra.quality.condition.Expr.Missing;
import io.lavra.quality.condition.Expr.Not;
import io.lavra.quality.condition.Expr.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What pandas' columns can be asked. */
final class Methods {
  /** What Python's strip() takes away. */
  private static final String BLANKS =
      "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
          + "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

  private static final Set<String> TIMES = Set.of("year", "month", "day", "hour", "minute");

  private final TokenReader tokens;
  private final Function<String, List<@Nullable Object>> constants;

  /**
   * @param constants reads up to a closing bracket
   */
  Methods(TokenReader tokens, Function<String, List<@Nullable Object>> constants) {
    this.tokens = tokens;
    this.constants = constants;
  }

  /** {@code abs(x)} and its like. */
  static Value numeric(Token name, Value of) {
    return switch (name.text()) {
      case "abs" -> new Call(Kind.NUMBER, Kind.NUMBER, "abs(%s)", of);
      case "sqrt" -> new Call(Kind.NUMBER, Kind.NUMBER, "sqrt(CAST(%s AS DOUBLE))", of);
      case "floor" -> new Call(Kind.NUMBER, Kind.NUMBER, "floor(%s)", of);
      case "ceil" -> new Call(Kind.NUMBER, Kind.NUMBER, "ceil(%s)", of);
      default -> throw unknown(name);
    };
  }

  private static NotUnderstood unknown(Token name) {
    return new NotUnderstood(name, PandasParser.REMEDY);
  }

  Expr of(Value of, Token name) {
    if (of instanceof Literal) {
      throw unknown(name);
    }
    return switch (name.text()) {
      case "isnull", "isna" -> none(name, new Missing(of));
      case "notnull", "notna" -> none(name, new Not(new Missing(of)));
      case "isin" -> isin(of, name);
      case "between" -> between(of, name);
      case "abs" -> none(name, numeric(name, of));
      case "str" -> text(of);
      case "dt" -> time(of);
      default -> comparison(of, name);
    };
  }

  private Expr none(Token name, Expr expr) {
    arguments(name, List.of());
    return expr;
  }

  private Expr comparison(Value of, Token name) {
    String operator =
        Map.of("eq", "==", "ne", "!=", "lt", "<", "le", "<=", "gt", ">", "ge", ">=")
            .get(name.text());
    if (operator == null) {
      throw unknown(name);
    }
    Object other = required(arguments(name, List.of("other")), "other", name);
    Token sign = new Token(Token.Kind.SIGN, operator, null, name.at());
    return PandasParser.compare(of, sign, new Literal(other));
  }

  private Expr isin(Value of, Token name) {
    tokens.expect("(");
    Token bracket = tokens.next();
    if (!bracket.is("[") && !bracket.is("(")) {
      throw new NotUnderstood(bracket, "Write a list of constants.");
    }
    Items items = new Items(constants.apply(bracket.is("[") ? "]" : ")"));
    tokens.expect(")");
    return PandasParser.among(of, items, false, name);
  }

  private Expr between(Value of, Token name) {
    Map<String, @Nullable Object> given = arguments(name, List.of("left", "right", "inclusive"));
    String inclusive = String.valueOf(given.getOrDefault("inclusive", "both"));
    if (!Set.of("both", "neither", "left", "right").contains(inclusive)) {
      throw new NotUnderstood(name, "\"inclusive\" is both, neither, left or right.");
    }
    String low = Set.of("both", "left").contains(inclusive) ? ">=" : ">";
    String high = Set.of("both", "right").contains(inclusive) ? "<=" : "<";
    return new Joined(
        true,
        List.of(
            PandasParser.compare(of, sign(low, name), new Literal(required(given, "left", name))),
            PandasParser.compare(
                of, sign(high, name), new Literal(required(given, "right", name)))));
  }

  private static Token sign(String operator, Token at) {
    return new Token(Token.Kind.SIGN, operator, null, at.at());
  }

  private Expr time(Value of) {
    tokens.expect(".");
    Token name = tokens.next();
    if (!TIMES.contains(name.text())) {
      throw new NotUnderstood(name, "Of times there are " + String.join(", ", sorted(TIMES)) + ".");
    }
    return new Call(Kind.TIME, Kind.NUMBER, name.text() + "(%s)", of);
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }

  private Expr text(Value of) {
    tokens.expect(".");
    Token name = tokens.next();
    return switch (name.text()) {
      case "len" -> none(name, new Call(Kind.TEXT, Kind.NUMBER, "length(%s)", of));
      case "upper", "lower" -> none(name, new Call(Kind.TEXT, Kind.TEXT, name.text() + "(%s)", of));
      case "strip" -> none(name, new Call(Kind.TEXT, Kind.TEXT, "trim(%s, '" + BLANKS + "')", of));
      case "contains" -> contains(of, name);
      case "match" -> regex(of, name, "regexp_matches(%s, %s)", "\\A(?:%s)");
      case "fullmatch" -> regex(of, name, "regexp_full_match(%s, %s)", "%s");
      case "startswith" -> affix(of, name, "starts_with(%s, %s)");
      case "endswith" -> affix(of, name, "ends_with(%s, %s)");
      default ->
          throw new NotUnderstood(
              name,
              "Of texts there are contains, match, fullmatch, startswith, endswith, len, lower, upper and strip.");
    };
  }

  private Expr affix(Value of, Token name, String sql) {
    Map<String, @Nullable Object> given = arguments(name, List.of("pat", "na"));
    return new Matches(of, sql, pattern(given, name), flag(given, "na", name, false));
  }

  private Expr contains(Value of, Token name) {
    Map<String, @Nullable Object> given =
        arguments(name, List.of("pat", "case", "flags", "na", "regex"));
    String pattern = pattern(given, name);
    boolean byCase = flag(given, "case", name, true);
    boolean ofMissing = flag(given, "na", name, false);
    if (!flag(given, "regex", name, true)) {
      String sql = byCase ? "contains(%s, %s)" : "contains(lower(%s), lower(%s))";
      return new Matches(of, sql, pattern, ofMissing);
    }
    return regex(of, name, given, "regexp_matches(%s, %s)", byCase ? "%s" : "(?i:%s)");
  }

  private Expr regex(Value of, Token name, String sql, String form) {
    Map<String, @Nullable Object> given = arguments(name, List.of("pat", "case", "flags", "na"));
    String cased = flag(given, "case", name, true) ? form : form.replace("%s", "(?i:%s)");
    return regex(of, name, given, sql, cased);
  }

  private static Expr regex(
      Value of, Token name, Map<String, @Nullable Object> given, String sql, String form) {
    String pattern = pattern(given, name);
    if (given.containsKey("flags")) {
      throw new NotUnderstood(name, "Write flags into the pattern, as (?i).");
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new NotUnderstood(name, "Write the pattern in RE2's syntax: " + e.getDescription());
    }
    return new Matches(of, sql, form.replace("%s", pattern), flag(given, "na", name, false));
  }

  private static String pattern(Map<String, @Nullable Object> given, Token name) {
    if (required(given, "pat", name) instanceof String text) {
      return text;
    }
    throw new NotUnderstood(name, "It takes a text.");
  }

  private static Object required(Map<String, @Nullable Object> given, String key, Token name) {
    Object value = given.get(key);
    if (value == null) {
      throw new NotUnderstood(name, "It needs " + key + ".");
    }
    return value;
  }

  private static boolean flag(
      Map<String, @Nullable Object> given, String key, Token name, boolean otherwise) {
    Object value = given.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new NotUnderstood(name, key + " is True or False.");
  }

  /** Constants in brackets, by place or by name. */
  private Map<String, @Nullable Object> arguments(Token method, List<String> names) {
    tokens.expect("(");
    Map<String, @Nullable Object> given = new LinkedHashMap<>();
    List<String> left = new ArrayList<>(names);
    while (!tokens.accept(")")) {
      Token token = tokens.peek();
      String name = left.isEmpty() ? "" : left.get(0);
      if (token.kind() == Token.Kind.NAME && tokens.peek(1).is("=")) {
        name = tokens.next().text();
        tokens.next();
      }
      if (!left.remove(name)) {
        throw new NotUnderstood(token, "%s takes %s.".formatted(method.text(), words(names)));
      }
      given.put(name, one());
      if (!tokens.peek().is(")")) {
        tokens.expect(",");
      }
    }
    return given;
  }

  private static String words(List<String> names) {
    return names.isEmpty() ? "nothing in its brackets" : String.join(", ", names);
  }

  private @Nullable Object one() {
    Token token = tokens.next();
    boolean negative = token.is("-");
    Token constant = negative ? tokens.next() : token;
    if (constant.kind() == Token.Kind.NUMBER) {
      return negative ? negated(constant) : constant.value();
    }
    if (negative) {
      throw unknown(constant);
    }
    return switch (constant.text()) {
      case "True" -> true;
      case "False" -> false;
      case "None" -> null;
      default -> {
        if (constant.kind() == Token.Kind.TEXT) {
          yield tokens.texts(constant);
        }
        throw new NotUnderstood(constant, "Write a constant.");
      }
    };
  }

  private static Object negated(Token number) {
    return new java.math.BigDecimal(String.valueOf(number.value())).negate();
  }
}
