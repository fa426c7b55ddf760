package io.lavra.cli.output;

import io.lavra.quality.CheckResult;
import io.lavra.run.job.Trace;
import io.lavra.run.report.RunReport;
import io.lavra.run.report.TableReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run as the JSON document others read. */
public final class ReportJson {
  private ReportJson() {}

  public static Map<String, @Nullable Object> of(RunReport report, Trace trace) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("run_id", report.runId());
    json.put("trace_id", trace.id());
    json.put("lake", report.lake());
    json.put("date", report.date().toString());
    json.put("status", report.status());
    json.put("seconds", Json.rounded(report.seconds()));
    json.put("tables", report.tables().stream().map(ReportJson::table).toList());
    if (!report.troubles().isEmpty()) {
      json.put("troubles", report.troubles());
    }
    if (!report.warnings().isEmpty()) {
      json.put("warnings", report.warnings());
    }
    return json;
  }

  private static Map<String, @Nullable Object> table(TableReport table) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("table", table.table());
    json.put("status", table.status().text());
    json.put("reason", table.reason());
    json.put("version", table.version().orElse(null));
    json.put("rows_read", table.counts().read());
    json.put("rows_published", table.counts().published());
    json.put("rows_quarantined", table.counts().quarantined());
    json.put("rows_deduplicated", table.counts().deduplicated());
    json.put("rows_filtered", table.counts().filtered());
    json.put("files", table.files());
    json.put("bytes", table.bytes());
    json.put("seconds", Json.rounded(table.seconds()));
    json.put("checks", checks(table.checks()));
    return json;
  }

  public static List<Map<String, @Nullable Object>> checks(List<CheckResult> checks) {
    return checks.stream().map(ReportJson::check).toList();
  }

  private static Map<String, @Nullable Object> check(CheckResult check) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("expectation", check.expectation());
    json.put("column", check.column().orElse(null));
    json.put("severity", check.severity().name().toLowerCase(Locale.ROOT));
    json.put("status", check.passed() ? "pass" : "fail");
    json.put("observed", check.observed());
    json.put("message", check.message());
    return json;
  }
}
