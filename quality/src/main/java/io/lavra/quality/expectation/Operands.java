package io.lavra.quality.expectation;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.model.condition.number.AtomicNumberOperand;
import software.amazon.glue.dqdl.model.condition.number.BinaryExpressionOperand;
import software.amazon.glue.dqdl.model.condition.number.FunctionCallOperand;
import software.amazon.glue.dqdl.model.condition.number.NumberBasedCondition;
import software.amazon.glue.dqdl.model.condition.number.NumericOperand;
import software.amazon.glue.dqdl.model.condition.number.OperandEvaluator;

/** The numbers that DQDL's expressions stand for, such as {@code avg(last(5)) * 0.8}. */
final class Operands extends OperandEvaluator {
  private static final long serialVersionUID = 1L;
  private static final Set<String> OF_MANY =
      Set.of("avg", "mean", "min", "max", "sum", "median", "std", "stddev");

  /** Newest first. */
  private final List<Double> past;

  Operands(List<Double> past) {
    this.past = List.copyOf(past);
  }

  /** Whether a condition speaks of earlier runs. */
  boolean lookBack(NumberBasedCondition condition) {
    return condition.getOperands().stream().anyMatch(Operands::looksBack);
  }

  private static boolean looksBack(NumericOperand operand) {
    if (operand instanceof BinaryExpressionOperand binary) {
      return looksBack(binary.getOperand1()) || looksBack(binary.getOperand2());
    }
    return operand instanceof FunctionCallOperand;
  }

  /** Throws where an expression is none that can be evaluated, whatever the runs were. */
  static void check(Arguments arguments, NumberBasedCondition condition) {
    Operands example = new Operands(List.of(1.0, 2.0));
    for (NumericOperand operand : condition.getOperands()) {
      try {
        example.one(operand);
      } catch (IllegalArgumentException e) {
        throw arguments.illegal(
            "cannot use %s. Use avg, min, max, sum, median, std of last(N).", operand.getOperand());
      }
    }
  }

  @Override
  public Double evaluate(DQRule rule, NumericOperand operand) {
    return one(operand);
  }

  private double one(NumericOperand operand) {
    double[] numbers = numbers(operand);
    if (numbers.length == 0) {
      return Double.NaN;
    }
    return numbers[0];
  }

  private double[] numbers(NumericOperand operand) {
    if (operand instanceof BinaryExpressionOperand binary) {
      double one = one(binary.getOperand1());
      double other = one(binary.getOperand2());
      return new double[] {
        switch (binary.getOperator()) {
          case "+" -> one + other;
          case "-" -> one - other;
          case "*" -> one * other;
          default -> one / other;
        }
      };
    }
    if (operand instanceof FunctionCallOperand call) {
      return call(call);
    }
    if (operand instanceof AtomicNumberOperand) {
      return new double[] {Double.parseDouble(operand.getOperand())};
    }
    throw new IllegalArgumentException(operand.getOperand());
  }

  private double[] call(FunctionCallOperand call) {
    List<NumericOperand> given = call.getOperands();
    if (call.getFunctionName().equals("last") && given.size() <= 1) {
      long most = given.isEmpty() ? 1 : (long) one(given.get(0));
      return past.stream().limit(most).mapToDouble(n -> n).toArray();
    }
    if (OF_MANY.contains(call.getFunctionName()) && given.size() == 1) {
      return new double[] {ofMany(call.getFunctionName(), numbers(given.get(0)))};
    }
    throw new IllegalArgumentException(call.getFunctionName());
  }

  private static double ofMany(String function, double[] numbers) {
    double mean = Arrays.stream(numbers).average().orElse(Double.NaN);
    return switch (function) {
      case "min" -> Arrays.stream(numbers).min().orElse(Double.NaN);
      case "max" -> Arrays.stream(numbers).max().orElse(Double.NaN);
      case "sum" -> Arrays.stream(numbers).sum();
      case "median" -> median(numbers);
      case "std", "stddev" ->
          Math.sqrt(
              Arrays.stream(numbers)
                  .map(n -> (n - mean) * (n - mean))
                  .average()
                  .orElse(Double.NaN));
      default -> mean;
    };
  }

  private static double median(double[] numbers) {
    double[] sorted = Arrays.stream(numbers).sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length == 0
        ? Double.NaN
        : sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
