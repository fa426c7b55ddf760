package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake with a slip of the pen in one of its files is valid, or refused with file and remedy. */
public class HostileFilesTest {
  private static final long SEED = Long.getLong("lavra.hostile.seed", 20261130);
  private static final int CASES = Integer.getInteger("lavra.hostile.cases", 60);
  private static final Pattern TOKEN = Pattern.compile("\"[^\"\\n]*\"|'[^'\\n]*'|[\\w.%/<>=*-]+");

  /** Every kind of file with nearly every key. */
  public static final Map<String, String> FILES = new LinkedHashMap<>();

  static {
    FILES.put(
        "lake.yaml",
        """
        lake: shop
        timezone: America/Sao_Paulo
        targets:
          local: { root: .lake }
          minio:
            endpoint: http://localhost:9000
            access-key: ${MINIO_ACCESS_KEY}
            secret-key: ${MINIO_SECRET_KEY}
            layers: { bronze: s3://b-bronze, silver: s3://b-silver, gold: s3://b-gold, ops: s3://b-ops }
        retention: { bronze: 90d }
        metrics: { file: "${METRICS_FILE:}", pushgateway: "${PUSHGATEWAY_URL:}", stale-after: 26h }
        alerts:
          on: [blocked, failed]
          webhook: ${LAVRA_ALERT_WEBHOOK:}
          smtp: { host: "", port: 25, tls: none, from: lavra@example.org, to: [team@example.org] }
        lineage: { file: "", url: "", namespace: shop }
        """);
    FILES.put(
        "bronze/orders.yaml",
        """
        description: Orders
        source:
          files: landing/orders_*.csv
          format: csv
          csv: { delimiter: ';', quote: '"', encoding: UTF-8, skip-lines: 0, header: true }
        columns: { Customer: { pii: true, description: who, tests: [not_null] } }
        write: { mode: append }
        """);
    FILES.put(
        "bronze/plain.yaml",
        """
        source: { files: landing/plain.csv, format: csv, csv: { header: false, names: [a, b] } }
        """);
    FILES.put("bronze/docs.yaml", "source: { documents: \"landing/*.md\" }\n");
    FILES.put(
        "silver/stg_orders.yaml",
        """
        description: Orders, one row each
        from: bronze.orders
        where: amount > 0 or amount is null
        columns:
          order_id: { from: Order, type: bigint, rule: order_id > 0, tests: [not_null, unique] }
          customer: { from: Customer, type: string, case: lower, trim: true, nulls: ["", "-"], default: nobody }
          amount: { from: Amount, type: "decimal(12,2)", decimal: ',', grouping: '.' }
          placed_on: { from: Placed, type: date, format: yyyy-MM-dd, description: when, pii: false }
        deduplicate: { key: [order_id], keep: latest, by: placed_on }
        write: { mode: merge, key: [order_id], cluster-by: [customer] }
        expectations:
          - expect_column_values_to_be_between: { column: amount, min_value: 0, mostly: 0.9, severity: warn }
          - expect_column_values_to_be_in_set: { column: customer, value_set: [ana, rui], row_condition: "amount > 5" }
          - expect_column_values_to_match_regex: { column: customer, regex: "^[a-z]+$", severity: quarantine }
          - expect_column_max_to_be_recent: { column: placed_on, within: 24h }
          - unexpected_rows_expectation: { unexpected_rows_query: "select * from {batch} where amount < 0" }
          - expect_table_row_count_to_equal_other_table: { other_table_name: bronze.orders }
          - expect_column_quantile_values_to_be_between: { column: amount, quantile_ranges: { quantiles: [0.5], value_ranges: [[0, 9]] } }
          - expect_column_pair_values_to_be_in_set: { column_A: order_id, column_B: amount, value_pairs_set: [[1, 2], [3, 4]] }
          - gx: suite.json
        anomaly:
          - { metric: row_count, strategy: rate-of-change, max-increase: 2.0, severity: warn }
          - { metric: mean, column: amount, strategy: batch-normal }
        """);
    FILES.put(
        "silver/suite.json",
        """
        { "name": "orders",
          "expectations": [
            { "type": "expect_column_values_to_be_between",
              "kwargs": { "column": "amount", "min_value": -40, "max_value": 60, "mostly": 0.99 },
              "severity": "warning" } ] }
        """);
    FILES.put(
        "silver/plain.yaml",
        """
        from: bronze.plain
        columns: { a: { type: int }, b: { type: boolean } }
        write: { mode: overwrite-partitions, partition-by: [b] }
        """);
    FILES.put(
        "silver/plain.dqdl",
        """
        Rules = [
          RowCount > avg(last(5)) * 0.8,
          (IsComplete "a") and (IsPrimaryKey "a" "b"),
          ColumnValues "a" between -40 and 60 with threshold > 0.99,
          Completeness "a" > 0.9 where "b is not null" with severity = "warn",
          CustomSql "select count(*) from primary" > 0,
          ReferentialIntegrity "a" "silver.stg_orders.{order_id}" = 1.0,
          DatasetMatch "silver.stg_orders" "a->order_id" "a->order_id" >= 0.9,
          AggregateMatch "sum(a)" "sum(silver.stg_orders.order_id)" >= 0.9,
          DetectAnomalies "Sum" "a"
        ]
        """);
    FILES.put(
        "gold/by_customer.yaml",
        """
        sql: by_customer.sql
        contract: { enforced: true }
        columns:
          customer: { type: string, tests: [unique, { accepted_values: [ana, rui] }, { relationships: { to: silver.stg_orders, field: customer } }] }
          amount: { type: double }
        """);
    FILES.put(
        "gold/by_customer.sql",
        """
        -- a comment; with a semicolon
        select customer, twice(sum(amount)) as amount from silver.stg_orders group by all
        """);
    FILES.put(
        "gold/ahead.yaml",
        """
        transform: forecast
        inputs: { series: silver.stg_orders }
        with: { keys: [customer], time: placed_on, value: amount, frequency: month, horizon: 12, levels: [80, 95] }
        """);
    FILES.put("macros/a.sql", "create macro twice(x) as cast(once(x) * 2 as double);\n");
    FILES.put("macros/b.sql", "create or replace macro once(x) as x;\n");
    FILES.put(
        "tests/gold.by_customer.yaml",
        """
        tests:
          - name: amounts are added
            description: twice
            given:
              silver.stg_orders:
                - { customer: ana, amount: 1.5, placed_on: 2026-01-01 }
                - { customer: ana, amount: 2 }
            expect:
              rows: [{ customer: ana, amount: 7 }]
          - name: of csv
            given: { silver.stg_orders: { csv: "customer,amount\\nana,1\\n" } }
            expect: { rows: [{ customer: ana, amount: 2 }], quarantined: [] }
        """);
  }

  private final SmallLake lake;

  HostileFilesTest(@TempDir Path folder) {
    lake = SmallLake.empty(folder);
    FILES.forEach(lake::with);
    lake.with("landing/orders_1.csv", "Order;Customer;Amount;Placed\n1;Ana;10,50;2026-01-01\n")
        .with("landing/plain.csv", "1,true\n")
        .with("landing/a.md", "# A\n\ntext\n");
  }

  @Test
  void everySlipIsRefusedWithPlaceAndRemedy() {
    Said valid = lake.lavra("validate");
    assertEquals("0 shop: 7 tables, all valid\n", valid.exit() + " " + valid.out() + valid.err());
    Random random = new Random(SEED);
    List<String> files = List.copyOf(FILES.keySet());
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < CASES; i++) {
      String file = files.get(random.nextInt(files.size()));
      String text = String.valueOf(FILES.get(file));
      String wrong = slip(text, random);
      lake.with(file, wrong);
      Said said = lake.lavra("validate");
      Hostile.faultOfFiles(said)
          .ifPresent(
              fault ->
                  faults.add(
                      "== "
                          + file
                          + ": "
                          + fault
                          + "\n"
                          + difference(text, wrong)
                          + "\n"
                          + said.err()));
      lake.with(file, text);
    }
    assertEquals("", String.join("\n", faults));
  }

  private static String slip(String text, Random random) {
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    MatchResult token = tokens.get(random.nextInt(tokens.size()));
    String value = Hostile.VALUES.get(random.nextInt(Hostile.VALUES.size()));
    String before = text.substring(0, token.start());
    String after = text.substring(token.end());
    return switch (random.nextInt(8)) {
      case 0 -> before + after;
      case 1 -> before;
      case 2 -> before + token.group() + ", " + token.group() + after;
      case 3 -> before + "{" + token.group() + ": " + value + "}" + after;
      default -> before + value + after;
    };
  }

  private static String difference(String text, String wrong) {
    int from = 0;
    while (from < wrong.length()
        && from < text.length()
        && wrong.charAt(from) == text.charAt(from)) {
      from++;
    }
    int start = Math.max(0, from - 30);
    return "..." + wrong.substring(start, Math.min(wrong.length(), from + 60));
  }
}
