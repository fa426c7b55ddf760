package io.lavra.metrics;

import java.util.Arrays;
import java.util.Optional;

/**
 * All metrics there are. Each is a gauge: of the last run, or of the last time a table was made.
 */
enum Family {
  RUN_STATUS("lavra_run_status", "1 for how the last run ended, 0 for the other ways."),
  RUN_START("lavra_run_start_timestamp_seconds", "When the last run began."),
  RUN_END("lavra_run_end_timestamp_seconds", "When the last run ended."),
  RUN_LAST_SUCCESS(
      "lavra_run_last_success_timestamp_seconds", "When the last run ended that went well."),
  RUN_DURATION("lavra_run_duration_seconds", "How long the last run took."),
  RUN_TABLES("lavra_run_tables", "Tables of the last run by what became of them."),
  RUN_STORAGE_RETRIES(
      "lavra_run_storage_retries", "How often the last run's launcher asked storage again."),
  STALE_AFTER("lavra_stale_after_seconds", "How long it may be since the last good run."),
  TABLE_DECLARED("lavra_table_declared", "1 for every table that the lake folder declares."),
  TABLE_STATUS("lavra_table_status", "1 for what became of the table last, 0 for the rest."),
  TABLE_LAST_SUCCESS(
      "lavra_table_last_success_timestamp_seconds",
      "When a run last published the table or found it up to date."),
  TABLE_LAST_PUBLISHED(
      "lavra_table_last_published_timestamp_seconds",
      "When the version that readers see was committed."),
  TABLE_VERSION("lavra_table_version", "The version that readers see."),
  TABLE_ROWS("lavra_table_rows", "Rows of the version that readers see."),
  TABLE_BYTES("lavra_table_bytes", "Bytes of the version that readers see."),
  TABLE_DURATION("lavra_table_duration_seconds", "How long it took to make the table last."),
  TABLE_READ("lavra_table_rows_read", "Rows read for the last publish."),
  TABLE_PUBLISHED("lavra_table_rows_published", "Rows published by the last publish."),
  TABLE_QUARANTINED("lavra_table_rows_quarantined", "Rows kept back by the last publish."),
  TABLE_DEDUPLICATED("lavra_table_rows_deduplicated", "Rows left out as doubles."),
  TABLE_FILTERED("lavra_table_rows_filtered", "Rows left out by the definition."),
  TABLE_CHECKS("lavra_table_checks", "Checks of the last audit, by severity and outcome.");

  private final String metric;
  private final String help;

  Family(String metric, String help) {
    this.metric = metric;
    this.help = help;
  }

  String metric() {
    return metric;
  }

  String help() {
    return help;
  }

  /** Whether it is told of a table when the table is looked at, not of the lake by every run. */
  boolean isOfATable() {
    return compareTo(TABLE_STATUS) >= 0;
  }

  static Optional<Family> named(String metric) {
    return Arrays.stream(values()).filter(family -> family.metric.equals(metric)).findFirst();
  }
}
