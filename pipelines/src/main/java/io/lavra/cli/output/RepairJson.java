package io.lavra.cli.output;

import io.lavra.lake.Finding;
import io.lavra.run.repair.RepairPlan;
import io.lavra.run.repair.RepairTable.Repaired;
import io.lavra.run.report.TableReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A repair as the JSON document others read. */
public final class RepairJson {
  private RepairJson() {}

  public static Map<String, @Nullable Object> of(
      RepairPlan plan, Optional<Repaired> repaired, Optional<TableReport> built) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("table", plan.table());
    json.put("action", plan.action().name().toLowerCase(Locale.ROOT));
    json.put("damage", findings(plan.damage()));
    json.put("steps", plan.steps());
    json.put("lost", plan.lost());
    json.put("done", repaired.isPresent());
    repaired.ifPresent(
        done -> {
          json.put("version", done.version().isPresent() ? done.version().getAsLong() : null);
          json.put("aside", done.aside());
        });
    built.ifPresent(
        table -> {
          json.put("status", table.status().text());
          json.put("reason", table.reason());
          json.put("version", table.version().orElse(null));
        });
    return json;
  }

  private static List<Map<String, Object>> findings(List<Finding> findings) {
    return findings.stream()
        .map(
            finding -> Map.<String, Object>of("file", finding.path(), "problem", finding.problem()))
        .toList();
  }
}
