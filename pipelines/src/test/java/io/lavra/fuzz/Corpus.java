package io.lavra.fuzz;

import java.util.List;

/** Valid inputs that are spoilt. */
final class Corpus {
  /** Statements over {@code silver.orders}. */
  static final List<String> STATEMENTS =
      List.of(
          "select customer, sum(amount) as amount from silver.orders group by customer order by 1\n",
          """
          -- a comment; with a semicolon
          with recent as (select *, row_number() over (partition by customer order by placed_on desc) as n
            from silver.orders where amount between -1.5 and 1e3 /* all */)
          select r.customer, twice(r.amount) as amount, date_trunc('month', placed_on) as month,
            case when n = 1 then 'ana''s' else "customer" end as who
          from recent r left join (select max(order_id) as m from silver.orders) on m = order_id
          qualify count(*) over () > 0
          """,
          "select unnest([1, 2, 3]) as n, {'a': 1}.a as s, list_transform([1], lambda x: x + 1) as l, 'x'::varchar as t\n");

  /** Conditions over the columns of {@code silver.orders}. */
  static final List<String> CONDITIONS =
      List.of(
          "amount > 0 or amount is null",
          "customer in ('ana', 'rui') and placed_on >= date '2026-01-01'",
          "length(trim(customer)) between 1 and 20 and not customer like '%''%'",
          "case when order_id % 2 = 0 then amount < 10.5 else regexp_matches(customer, '^[a-z]+$') end");

  /** Where a condition can stand in {@link #ORDERS}, in quotes. */
  static final List<String> PLACES =
      List.of(
          "where: %s\n",
          "expectations:\n- expect_column_values_to_not_be_null: { column: customer, row_condition: %s }\n",
          "expectations:\n- unexpected_rows_expectation: { unexpected_rows_query: %s }\n",
          "  more: { from: customer, rule: %s }\n");

  static final String LANDED =
      "order_id,customer,amount,placed_on\n1,ana,10.50,2026-01-01\n2,rui,20.00,2026-01-02\n3,eva,,\n";

  /** A table without expectations. */
  static final String ORDERS =
      """
      from: silver.orders
      columns:
        order_id: { type: bigint }
        customer: { type: string }
        amount: { type: "decimal(12,2)" }
        placed_on: { type: date }
      """;

  /** The columns of what lands. */
  static final String TYPED =
      """
      columns:
        id: { type: bigint }
        name: { type: string, case: upper }
        amount: { type: "decimal(12,2)", decimal: ',', grouping: '.' }
        day: { type: date, format: dd/MM/yyyy }
        at: { type: timestamp }
        flag: { type: boolean }
        list: { type: array<int> }
      """;

  static final String GX =
      """
      { "name": "orders",
        "suite_parameters": { "rows": 3 },
        "expectations": [
          { "type": "expect_column_values_to_be_between",
            "kwargs": { "column": "amount", "min_value": -40, "max_value": 60.5, "mostly": 0.99,
              "row_condition": "customer == \\"ana\\" and amount.notnull()", "condition_parser": "pandas" },
            "severity": "warning", "meta": { "notes": ["all"] } },
          { "type": "expect_column_values_to_be_in_set",
            "kwargs": { "column": "customer", "value_set": ["ana", "rui", null],
              "row_condition": "col(\\"amount\\") > 5", "condition_parser": "great_expectations" } },
          { "expectation_type": "expect_column_values_to_match_regex",
            "kwargs": { "column": "customer", "regex": "^[a-z]+(x|y)?$" } },
          { "type": "expect_table_row_count_to_be_between",
            "kwargs": { "min_value": { "$PARAMETER": "rows - 1" }, "max_value": 1000 } },
          { "type": "expect_column_values_to_be_of_type",
            "kwargs": { "column": "order_id", "type_": "BIGINT" } },
          { "type": "expect_column_quantile_values_to_be_between",
            "kwargs": { "column": "amount", "quantile_ranges": { "quantiles": [0.1, 0.5], "value_ranges": [[null, 9], [0, 9]] } } },
          { "type": "expect_column_values_to_match_strftime_format",
            "kwargs": { "column": "customer", "strftime_format": "%Y-%m-%d" } },
          { "type": "expect_column_kl_divergence_to_be_less_than",
            "kwargs": { "column": "customer", "partition_object": { "values": ["ana", "rui"], "weights": [0.4, 0.6] }, "threshold": 0.5 } },
          { "type": "expect_compound_columns_to_be_unique",
            "kwargs": { "column_list": ["order_id", "customer"], "ignore_row_if": "any_value_is_missing" } } ] }
      """;

  static final String DQDL =
      """
      # rules
      known = ["ana", "rui", NULL]
      Rules = [
        RowCount > avg(last(5)) * 0.8, RowCount between 1 and 30,
        (IsComplete "order_id") and ((IsPrimaryKey "order_id" "customer") or (IsUnique "order_id")),
        ColumnValues "amount" between -40 and 60 with threshold > 0.99,
        ColumnValues "customer" in $known where "amount > 1",
        ColumnValues "customer" matches "[a-z]+" with severity = "warn",
        ColumnValues "placed_on" > "2020-01-31", DataFreshness "placed_on" <= 48 hours,
        Completeness "amount" > 0.9, Uniqueness "amount" > 0.3, Entropy "amount" < 9, ColumnLength "customer" < 30,
        ColumnDataType "customer" = "Integer", ColumnCorrelation "amount" "order_id" > -1.5,
        CustomSql "select count(*) from primary where amount > 0" > 0,
        ReferentialIntegrity "customer" "silver.orders.{customer}" = 1.0,
        AggregateMatch "sum(amount)" "sum(silver.orders.amount)" >= 0.9
      ]
      """;

  static final String EXPECTATIONS =
      """
      - expect_column_values_to_be_between: { column: amount, min_value: 0, max_value: 1e3, strict_max: true, mostly: 0.9, severity: warn }
      - expect_column_values_to_be_in_set: { column: customer, value_set: [ana, rui], row_condition: "amount > 5" }
      - expect_column_values_to_match_regex: { column: customer, regex: "^[a-z]+$", severity: quarantine }
      - expect_column_values_to_match_like_pattern_list: { column: customer, like_pattern_list: ["a%", "_"], match_on: any }
      - expect_column_values_to_not_match_regex_list: { column: customer, regex_list: ["\\\\d+", "(x|y)+"] }
      - expect_column_value_lengths_to_be_between: { column: customer, min_value: 1, max_value: 20 }
      - expect_column_values_to_match_json_schema: { column: customer, json_schema: { type: object, properties: { a: { type: string } } } }
      - expect_column_max_to_be_recent: { column: placed_on, within: 24h }
      - unexpected_rows_expectation: { unexpected_rows_query: "select * from {batch} where amount < 0", description: none }
      - expect_table_columns_to_match_set: { column_set: [order_id, customer], exact_match: false }
      - expect_table_row_count_to_equal_other_table: { other_table_name: silver.orders }
      - expect_column_quantile_values_to_be_between: { column: amount, quantile_ranges: { quantiles: [0.5], value_ranges: [[0, 9]] } }
      - expect_column_pair_values_to_be_in_set: { column_A: order_id, column_B: amount, value_pairs_set: [[1, 2], [3, 4]] }
      - expect_multicolumn_sum_to_equal: { column_list: [order_id, amount], sum_total: 3, ignore_row_if: all_values_are_missing }
      - expect_column_values_to_be_dateutil_parseable: { column: customer }
      - expect_column_stdev_to_be_between: { column: amount, min_value: 0.5 }
      """;

  static final List<String> CSV =
      List.of(
          """
          id,name,amount,day,at,flag,list
          1,Ana,"10,50",2026-01-01,2026-01-01T10:00:00Z,true,"[1, 2]"
          2,"Rui ""R\""","1.234,00",31/01/2026,2026-01-01 10:00:00.123+01:00,false,[]
          3,,-5,,,,
          4,"two
          lines",0,2026-02-28,2026-12-31T23:59:59,TRUE,[null]
          """,
          "\ufeffid,name,amount,day,at,flag,list\r\n1,a,2,2026-01-01,2026-01-01,true,[3]\r\n\r\n");

  static final List<String> JSON_LINES =
      List.of(
          """
          {"id": 1, "name": "Ana", "amount": 10.50, "day": "2026-01-01", "at": "2026-01-01T10:00:00Z", "flag": true, "list": [1, 2]}
          {"id": "2", "name": null, "amount": "1e3", "day": "2026-01-01", "at": 12345, "flag": "false", "list": []}

          {"id": 3, "more": {"a": [1, {"b": "\\u00e4\\ud83d\\ude00\\n"}]}, "name": "x", "amount": -0.0}
          """);

  static final List<String> JSON =
      List.of(
          """
          [ {"id": 1, "name": "Ana", "amount": 10.50, "day": "2026-01-01", "flag": true, "list": [1, 2]},
            {"id": 2, "name": "\\"q\\"", "amount": 1E2, "at": "2026-01-01T10:00:00Z", "deep": {"a": {"b": [[]]}}} ]
          """,
          "{\"id\": 1, \"name\": \"b\"}\n{\"id\": 2}");

  static final List<String> MARKDOWN =
      List.of(
          """
          ---
          title: A page
          ---
          # A title

          Some *text* with `code`, a [link](https://example.org "t") and ![an image](a.png).

          ## A table

          | a | b |
          |---|--:|
          | 1 | **2** |

          > quoted
          > - a list
          >   1. in a list

          ```sql
          select 1
          ```

          Setext
          ======

          [ref]: https://example.org
          <div>some <b>html</b></div> &amp; &#x41;
          """);

  static final List<String> HTML =
      List.of(
          """
          <!DOCTYPE html>
          <html lang="en"><head><meta charset="utf-8"><title>A page</title><style>p { color: red }</style></head>
          <body><h1>Title</h1><p>Some <b>text</b> &amp; more<br>line</p>
          <h2 id="x">Part</h2><ul><li>one<li>two</ul>
          <table><tr><th>a</th><td colspan="2">b</td></tr></table>
          <script>alert("<p>")</script><!-- a comment --><pre> x </pre><svg><path d="M0"/></svg></body></html>
          """);

  static final List<String> TEXT =
      List.of("A text\n\nof two paragraphs,\nwith accents: \u00e4\u00e9.\n");

  private Corpus() {}
}
