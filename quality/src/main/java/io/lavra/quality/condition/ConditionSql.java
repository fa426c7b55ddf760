package io.lavra.quality.condition;

import io.lavra.quality.condition.Expr.Among;
import io.lavra.quality.condition.Expr.Arithmetic;
import io.lavra.quality.condition.Expr.Call;
import io.lavra.quality.condition.Expr.Column;
import io.lavra.quality.condition.Expr.Compare;
import io.lavra.quality.condition.Expr.Flag;
import io.lavra.quality.condition.Expr.Joined;
import io.lavra.quality.condition.Expr.Kind;
import io.lavra.quality.condition.Expr.Literal;
import io.lavra.quality.condition.Expr.Matches;
import io.lavra.quality.condition.Expr.Missing;
import io.lavra.quality.condition.Expr.Not;
import io.lavra.quality.condition.Expr.Truth;
import io.lavra.quality.condition.Expr.Value;
import io.lavra.quality.expectation.ColumnUse;
import io.lavra.quality.expectation.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a condition as SQL that is true or false of every row, never null, and notes what it needs
 * of the table's columns.
 */
final class ConditionSql {
  /** Whether NaN is no value and a missing value differs from every other, as in pandas. */
  private final boolean asPandas;

  private final Set<ColumnUse> uses = new LinkedHashSet<>();

  ConditionSql(boolean asPandas) {
    this.asPandas = asPandas;
  }

  List<ColumnUse> uses() {
    return List.copyOf(uses);
  }

  String of(Truth truth) {
    if (truth instanceof Joined joined) {
      return joined.parts().stream()
          .map(this::of)
          .collect(Collectors.joining(joined.all() ? " AND " : " OR ", "(", ")"));
    }
    if (truth instanceof Not not) {
      return "NOT " + of(not.truth());
    }
    if (truth instanceof Flag flag) {
      uses.add(ColumnUse.compared(flag.column().name(), List.of(true)));
      return known(of(flag.column()));
    }
    if (truth instanceof Missing missing) {
      note(missing.value(), Kind.UNKNOWN);
      return missing(missing.value());
    }
    if (truth instanceof Matches matches) {
      note(matches.text(), Kind.TEXT);
      String test = matches.sql().formatted(of(matches.text()), Sql.text(matches.pattern()));
      return "coalesce(%s, %s)".formatted(test, matches.ofMissing() ? "TRUE" : "FALSE");
    }
    return truth instanceof Among among ? among(among) : compare((Compare) truth);
  }

  private static String known(String sql) {
    return "coalesce(" + sql + ", FALSE)";
  }

  private String among(Among among) {
    List<Object> values = among.items().values().stream().filter(Objects::nonNull).toList();
    values.forEach(value -> noteBeside(among.value(), new Literal(value)));
    if (values.isEmpty()) {
      note(among.value(), Kind.UNKNOWN);
      return among.inverted() ? "TRUE" : "FALSE";
    }
    String value = of(among.value());
    String in = "%s IN (%s)".formatted(value, Sql.values(values));
    if (!asPandas) {
      return known(among.inverted() ? "NOT " + in : in);
    }
    boolean texts = values.get(0) instanceof String;
    boolean none = texts && values.size() < among.items().values().size();
    String found = none ? "(%s IS NULL OR %s)".formatted(value, known(in)) : known(in);
    return among.inverted() ? "NOT " + found : found;
  }

  private String compare(Compare compare) {
    Value left = compare.left();
    Value right = compare.right();
    boolean unequal = compare.operator().equals("!=");
    if (isNone(left) || isNone(right)) {
      note(isNone(left) ? right : left, Kind.UNKNOWN);
      return unequal ? "TRUE" : "FALSE";
    }
    noteBeside(left, right);
    noteBeside(right, left);
    String operator = compare.operator().equals("==") || unequal ? "=" : compare.operator();
    if (unequal && !asPandas) {
      return known("%s <> %s".formatted(of(left), of(right)));
    }
    List<String> tests = new ArrayList<>();
    tests.add("%s %s %s".formatted(of(left), operator, of(right)));
    if (asPandas && left.kind() != Kind.TEXT && right.kind() != Kind.TEXT) {
      List.of(left, right).stream()
          .filter(value -> !(value instanceof Literal))
          .forEach(value -> tests.add("NOT " + isNaN(of(value))));
    }
    String test = known(String.join(" AND ", tests));
    return unequal ? "NOT " + test : test;
  }

  private static boolean isNone(Value value) {
    return value instanceof Literal literal && literal.value() == null;
  }

  private String missing(Value value) {
    String sql = of(value);
    return asPandas ? "(%s IS NULL OR %s)".formatted(sql, isNaN(sql)) : "(" + sql + " IS NULL)";
  }

  /** DuckDB plans it away for columns of other types. */
  private static String isNaN(String sql) {
    return "(typeof(%1$s) IN ('DOUBLE', 'FLOAT') AND coalesce(isnan(TRY_CAST(%1$s AS DOUBLE)), FALSE))"
        .formatted(sql);
  }

  private String of(Value value) {
    if (value instanceof Column column) {
      return Sql.name(column.name());
    }
    if (value instanceof Literal literal) {
      return Sql.value(Objects.requireNonNull(literal.value()));
    }
    if (value instanceof Call call) {
      note(call.argument(), call.takes());
      return call.sql().formatted(of(call.argument()));
    }
    Arithmetic arithmetic = (Arithmetic) value;
    return arithmetic(arithmetic.operator(), number(arithmetic.left()), number(arithmetic.right()));
  }

  /** As doubles, which know neither overflow nor an error of division. */
  private String number(Value value) {
    note(value, Kind.NUMBER);
    return "CAST(" + of(value) + " AS DOUBLE)";
  }

  private static String arithmetic(String operator, String left, String right) {
    String form =
        switch (operator) {
          case "//" -> "floor(%1$s / %2$s)";
          case "%" -> "(((%1$s %% %2$s) + %2$s) %% %2$s)";
          case "**" -> "pow(%1$s, %2$s)";
          default -> "(%1$s " + operator + " %2$s)";
        };
    return form.formatted(left, right);
  }

  /** What a value has to be where it stands beside another. */
  private void noteBeside(Value value, Value other) {
    if (value instanceof Column column && other instanceof Literal literal) {
      boolean number = !(literal.value() instanceof String text) || (!asPandas && isNumber(text));
      Object constant = Objects.requireNonNull(literal.value());
      uses.add(
          constant instanceof String
              ? number
                  ? ColumnUse.any(column.name())
                  : ColumnUse.compared(column.name(), List.of(constant))
              : ColumnUse.numbers(column.name()));
    } else if (value instanceof Column column && other instanceof Column beside) {
      uses.add(ColumnUse.together(List.of(beside.name(), column.name())).get(1));
    } else {
      note(value, other.kind());
    }
  }

  private static boolean isNumber(String text) {
    return text.matches("[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]+)?");
  }

  private void note(Value value, Kind kind) {
    if (value instanceof Column column) {
      uses.add(
          switch (kind) {
            case NUMBER -> ColumnUse.numbers(column.name());
            case TEXT -> ColumnUse.texts(column.name());
            case TIME -> ColumnUse.times(column.name());
            case UNKNOWN -> ColumnUse.any(column.name());
          });
    }
  }
}
