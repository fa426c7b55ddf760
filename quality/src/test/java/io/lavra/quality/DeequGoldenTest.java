package io.lavra.quality;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.lavra.table.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What we measure by SQL, and what the gate says of it, is what Deequ on Spark measures of the same
 * nasty table. Deequ's side is golden.json, made by infra/deequ/golden.py.
 */
class DeequGoldenTest {
  private static final int LEAST = 40;

  private final JsonObject golden = golden();
  private final List<String> different = new ArrayList<>();

  private static JsonObject golden() {
    try (InputStream file =
        requireNonNull(DeequGoldenTest.class.getResourceAsStream("/deequ/golden.json"))) {
      return JsonParser.parseString(new String(file.readAllBytes(), StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void metricsAndVerdictsAreDeequs() throws SQLException {
    JsonArray cases = golden.getAsJsonArray("cases");
    try (Staged staged = new Staged(table())) {
      for (JsonElement each : cases) {
        compare(staged, each.getAsJsonObject());
      }
    }
    assertEquals(List.of(), different);
    assertTrue(cases.size() >= LEAST, () -> cases.size() + " metrics only");
  }

  private void compare(Staged staged, JsonObject each) throws SQLException {
    @SuppressWarnings("unchecked")
    Map<String, Object> arguments =
        (Map<String, Object>) requireNonNull(GxTable.plain(each.get("arguments")));
    Suite suite = Suite.of(Expectation.of(each.get("expectation").getAsString(), arguments));
    CheckResult check = staged.judge(suite).checks().get(0);
    String name = each.get("deequ").getAsString();
    if (each.get("value").isJsonNull()) {
      note(name, "nothing", check, check.observed().isEmpty() && !check.passed());
      return;
    }
    double value = Numbers.parse(each.get("value").getAsString());
    double ours = check.observed().isEmpty() ? Double.NaN : Numbers.parse(check.observed());
    boolean same = Double.compare(value, ours) == 0 || near(value, ours);
    note(name, value, check, same && check.passed() == holds(arguments, value));
  }

  /** Ours is written at 12 digits. */
  private static boolean near(double value, double ours) {
    return Math.abs(value - ours) <= 1e-11 * Math.abs(value) || value == ours;
  }

  private static boolean holds(Map<String, Object> arguments, double value) {
    String rule = String.valueOf(arguments.get("rule"));
    return rule.matches(".* > 0( where .*)?") && !rule.contains("threshold")
        ? value > 0
        : value >= 0;
  }

  private void note(String name, Object value, CheckResult check, boolean same) {
    if (!same) {
      different.add(name + ": Deequ " + value + ", ours " + check);
    }
  }

  /** The table of the golden file; {@code null} stands for itself, all else is a text to cast. */
  private String table() {
    List<String> names = new ArrayList<>();
    List<String> casts = new ArrayList<>();
    for (String column : golden.get("schema").getAsString().split(", ")) {
      String[] parts = column.split(" ");
      names.add('"' + parts[0] + '"');
      String type =
          parts[1].equals("string") ? "VARCHAR" : parts[1].equals("long") ? "BIGINT" : parts[1];
      casts.add("CAST(\"" + parts[0] + "\" AS " + type + ") AS \"" + parts[0] + '"');
    }
    List<String> rows = new ArrayList<>();
    for (JsonElement row : golden.getAsJsonArray("rows")) {
      List<String> values = new ArrayList<>();
      row.getAsJsonArray()
          .forEach(
              v ->
                  values.add(
                      v.isJsonNull() ? "NULL" : "'" + v.getAsString().replace("'", "''") + "'"));
      rows.add("(" + String.join(", ", values) + ")");
    }
    return "CREATE TABLE staged AS SELECT %s FROM (VALUES %s) AS x(%s)"
        .formatted(String.join(", ", casts), String.join(", ", rows), String.join(", ", names));
  }
}
