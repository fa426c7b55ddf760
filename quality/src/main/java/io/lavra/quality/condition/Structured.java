package io.lavra.quality.condition;

import io.lavra.quality.condition.Expr.Column;
import io.lavra.quality.condition.Expr.Items;
import io.lavra.quality.condition.Expr.Joined;
import io.lavra.quality.condition.Expr.Literal;
import io.lavra.quality.condition.Expr.Missing;
import io.lavra.quality.condition.Expr.Not;
import io.lavra.quality.condition.Expr.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The objects that Great Expectations 1.x writes conditions as. */
final class Structured {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

  private Structured() {}

  /**
   * @param condition JSON as plain values
   */
  static Truth parse(Object condition) {
    Map<?, ?> map = map(condition);
    return switch (text(map, "type")) {
      case "nullity" -> nullity(map);
      case "comparison" -> comparison(map);
      case "and" -> joined(map, true);
      case "or" -> joined(map, false);
      default -> throw unknown("type " + text(map, "type"));
    };
  }

  private static Truth nullity(Map<?, ?> map) {
    Missing missing = new Missing(column(map));
    return Boolean.TRUE.equals(map.get("is_null")) ? missing : new Not(missing);
  }

  private static Truth joined(Map<?, ?> map, boolean all) {
    List<Truth> parts = new ArrayList<>();
    if (map.get("conditions") instanceof List<?> conditions) {
      conditions.forEach(each -> parts.add(parse(each == null ? "null" : each)));
    }
    if (parts.isEmpty()) {
      throw unknown("and or or without conditions");
    }
    return new Joined(all, parts);
  }

  private static Truth comparison(Map<?, ?> map) {
    String operator = text(map, "operator");
    Token token = new Token(Token.Kind.SIGN, operator, null, 0);
    Object parameter = map.get("parameter");
    if (parameter instanceof List<?> list && Set.of("IN", "NOT_IN").contains(operator)) {
      List<@Nullable Object> values = new ArrayList<>(list);
      return PandasParser.among(column(map), new Items(values), operator.equals("NOT_IN"), token);
    }
    boolean isConstant =
        parameter instanceof String || parameter instanceof Number || parameter instanceof Boolean;
    if (!COMPARISONS.contains(operator) || !isConstant) {
      throw unknown("%s %s".formatted(operator, parameter));
    }
    return PandasParser.compare(column(map), token, new Literal(parameter));
  }

  private static Column column(Map<?, ?> map) {
    Object column = map.get("column");
    Object name = column instanceof Map<?, ?> object ? object.get("name") : column;
    if (name instanceof String text) {
      return new Column(text);
    }
    throw unknown("column " + column);
  }

  private static Map<?, ?> map(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw unknown(value.toString());
  }

  private static String text(Map<?, ?> map, String key) {
    return String.valueOf(map.get(key));
  }

  private static NotUnderstood unknown(String what) {
    return new NotUnderstood(
        new Token(Token.Kind.SIGN, what, null, 0), "Export the suite again, or write SQL.");
  }
}
