package io.lavra.cli.output;

import io.lavra.quality.profile.ColumnProfile;
import io.lavra.quality.profile.Spread;
import io.lavra.quality.profile.TableProfile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A profile as the JSON document others read. */
public final class ProfileJson {
  private ProfileJson() {}

  public static Map<String, @Nullable Object> of(TableProfile profile) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("table", profile.table());
    json.put("rows", profile.rows());
    json.put("sample", profile.sample());
    json.put("keys", profile.keys());
    json.put("columns", profile.columns().stream().map(ProfileJson::column).toList());
    return json;
  }

  private static Map<String, @Nullable Object> column(ColumnProfile column) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("column", column.name());
    json.put("type", column.type().text());
    json.put("inferred", column.inferred().map(type -> inferred(type)).orElse(null));
    json.put("personal", column.personal().orElse(null));
    json.put("present", column.present());
    json.put("completeness", rounded(column.completeness()));
    json.put("distinct", column.distinct());
    json.put("distinct_is_exact", column.distinctIsExact());
    column.spread().ifPresent(spread -> spread(spread, column, json));
    json.put("histogram", column.histogram());
    json.put("common", counted(column.common(), "value"));
    json.put("shapes", counted(column.shapes(), "shape"));
    return json;
  }

  private static Map<String, Object> inferred(io.lavra.quality.profile.InferredType type) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", type.type());
    json.put("how", type.how());
    json.put("share", rounded(type.share()));
    return json;
  }

  private static void spread(
      Spread spread, ColumnProfile column, Map<String, @Nullable Object> json) {
    boolean isText = column.type().text().equals("string");
    json.put(isText ? "min_length" : "min", spread.min());
    json.put(isText ? "max_length" : "max", spread.max());
    if (!isText) {
      json.put("mean", number(spread.mean()));
      json.put("deviation", number(spread.deviation()));
      json.put("not_finite", spread.notFinite());
      json.put("quantiles", spread.quantiles());
    }
  }

  private static List<Map<String, Object>> counted(
      List<ColumnProfile.Counted> counted, String what) {
    return counted.stream()
        .map(
            each -> {
              Map<String, Object> json = new LinkedHashMap<>();
              json.put(what, each.value());
              json.put("rows", each.rows());
              json.put("share", rounded(each.share()));
              return json;
            })
        .toList();
  }

  private static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? (Double) significant(value.getAsDouble()) : null;
  }

  /** The order of floating additions is not fixed; so many digits do not depend on it. */
  static double significant(double value) {
    return Double.isFinite(value)
        ? new java.math.BigDecimal(value).round(new java.math.MathContext(9)).doubleValue()
        : value;
  }

  private static double rounded(double share) {
    return Math.round(share * 1e6) / 1e6;
  }
}
