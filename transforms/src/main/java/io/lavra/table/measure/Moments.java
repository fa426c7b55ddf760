package io.lavra.table.measure;

import static java.util.Objects.requireNonNull;

/**
 * The state of a mean and a deviation, as {@code count;mean;sum of squared deviations}. Two states
 * merge without loss of precision (Chan, Golub, LeVeque: "Updating formulae and a pairwise
 * algorithm for computing sample variances", 1979).
 *
 * @param squares the sum of the squared deviations from the mean
 */
public record Moments(double count, double mean, double squares) {
  /** SQL: the state of a number's values, nulls passed over. {@code filter} may be empty. */
  public static String sql(String number, String filter) {
    String n = "CAST(" + number + " AS DOUBLE)";
    // DuckDB's var_pop refuses infinities; a state of NaN says the same.
    String odd = "bool_or(NOT isfinite(" + n + "))" + filter;
    String squares =
        "var_pop(CASE WHEN isfinite(%1$s) THEN %1$s END)%2$s * count(%1$s)%2$s"
            .formatted(n, filter);
    // Beyond a double's range it is any of NaN and minus infinity.
    return "concat_ws(';', count(%1$s)%2$s, coalesce(avg(%1$s)%2$s, 0), CASE WHEN %3$s THEN 'nan'::DOUBLE WHEN NOT isfinite(%4$s) THEN 'inf'::DOUBLE ELSE coalesce(%4$s, 0) END)"
        .formatted(n, filter, odd, squares);
  }

  public static Moments parse(String text) {
    String[] parts = text.split(";", -1);
    if (parts.length != 3) {
      throw new NumberFormatException("no moments: " + text);
    }
    return new Moments(Numbers.parse(parts[0]), Numbers.parse(parts[1]), Numbers.parse(parts[2]));
  }

  public Moments plus(Moments other) {
    if (count == 0 || other.count == 0) {
      return count == 0 ? requireNonNull(other) : this;
    }
    double all = count + other.count;
    double delta = other.mean - mean;
    double merged = Double.isFinite(delta) ? mean + delta * other.count / all : mean + other.mean;
    return new Moments(
        all, merged, squares + other.squares + delta * delta * count * other.count / all);
  }

  /** The standard deviation of a sample (dividing by count - 1); NaN of fewer than two values. */
  public double sampleDeviation() {
    return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1));
  }

  /** The standard deviation of all there is; NaN of no value. */
  public double deviation() {
    return count == 0 ? Double.NaN : Math.sqrt(squares / count);
  }

  @Override
  public String toString() {
    return count + ";" + mean + ";" + squares;
  }
}
