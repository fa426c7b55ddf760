package io.lavra.run;

import io.lavra.cli.Lavra;
import io.lavra.lake.Location;
import io.lavra.lake.delta.DeltaTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A small lake written for a test, and the command line used on it. */
public record SmallLake(Path folder) {
  /** The tables of {@link #shop}. */
  public static final List<String> TABLES =
      List.of(
          "bronze.clicks",
          "bronze.orders",
          "silver.stg_clicks",
          "silver.stg_orders",
          "gold.by_customer",
          "gold.pages");

  /** A lake with two sources and nothing else: {@code lake.yaml} only. */
  public static SmallLake empty(Path folder) {
    return new SmallLake(folder).with("lake.yaml", "lake: shop\ntimezone: UTC\n");
  }

  /**
   * Orders (csv, merged by key) and clicks (jsonl, overwritten), each in bronze and silver; in gold
   * one table of both and one of clicks only. A row of each is bad.
   */
  public static SmallLake shop(Path folder) {
    return empty(folder)
        .with(
            "bronze/orders.yaml",
            "source: { files: landing/orders_*.csv, format: csv, csv: { delimiter: ';' } }\n")
        .with("bronze/clicks.yaml", "source: { files: landing/*.jsonl, format: jsonl }\n")
        .with(
            "silver/stg_orders.yaml",
            """
            from: bronze.orders
            columns:
              order_id: { from: Order, type: bigint, tests: [not_null, unique] }
              customer: { from: Customer, type: string, case: lower }
              amount: { from: Amount, type: "decimal(12,2)", decimal: ',' }
              placed_on: { from: Placed, type: date }
            deduplicate: { key: [order_id], keep: latest, by: placed_on }
            write: { mode: merge, key: [order_id] }
            expectations:
              - expect_column_values_to_be_between: { column: amount, min_value: 0 }
            """)
        .with(
            "silver/stg_clicks.yaml",
            """
            from: bronze.clicks
            columns:
              customer: { type: string }
              page: { type: string }
              at: { type: timestamp }
            """)
        .with(
            "gold/by_customer.yaml",
            "sql: by_customer.sql\ncolumns: { customer: { type: string, tests: [not_null, unique] } }\n")
        .with(
            "gold/by_customer.sql",
            """
            SELECT customer, sum(amount) AS amount, coalesce(any_value(clicks), 0) AS clicks
            FROM silver.stg_orders
            LEFT JOIN (SELECT customer, count(*) AS clicks FROM silver.stg_clicks GROUP BY customer)
              USING (customer)
            GROUP BY customer
            ORDER BY customer
            """)
        .with("gold/pages.yaml", "sql: pages.sql\n")
        .with(
            "gold/pages.sql",
            "SELECT page, count(*) AS views FROM silver.stg_clicks GROUP BY page ORDER BY page\n")
        .with(
            "landing/orders_1.csv",
            """
            Order;Customer;Amount;Placed
            1;Ana;10,50;2026-01-01
            2;Rui;20,00;2026-01-02
            2;Rui;21,00;2026-01-03
            x;Eva;1,00;2026-01-03
            """)
        .with(
            "landing/clicks.jsonl",
            """
            {"customer": "ana", "page": "/a", "at": "2026-01-01T10:00:00Z"}
            {"customer": "ana", "page": "/b", "at": "2026-01-01T10:01:00Z"}
            {"customer": "rui", "page": "/a", "at": "tomorrow"}
            """);
  }

  /** Writes a file of the lake. */
  public SmallLake with(String file, String text) {
    return with(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file of the lake. */
  public SmallLake with(String file, byte[] content) {
    try {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      Files.write(target, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Replaces text in a file of the lake. */
  public SmallLake edit(String file, String old, String now) {
    try {
      String text = Files.readString(folder.resolve(file));
      if (!text.contains(old)) {
        throw new IllegalArgumentException(file + " has no " + old);
      }
      return with(file, text.replace(old, now));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run on the direct runner. */
  public Said run(String... options) {
    List<String> arguments = new ArrayList<>(List.of("--runner", "direct"));
    arguments.addAll(List.of(options));
    return lavra("run", arguments.toArray(String[]::new));
  }

  /** A command on this lake. */
  public Said lavra(String command, String... options) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.add(folder.toString());
    arguments.addAll(List.of(options));
    return say(arguments.toArray(String[]::new));
  }

  /** A command as it is typed. */
  public static Said say(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
    try {
      int exit = Lavra.execute(arguments);
      return new Said(
          exit, said.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }

  /** A table's content in one word. */
  public String hash(String table) {
    Said said = lavra("show", table, "--hash");
    if (!said.out().matches("[0-9a-f]{16}\n")) {
      throw new AssertionError("no hash of " + table + ": " + said);
    }
    return said.out().strip();
  }

  /** The content of several tables. */
  public TreeMap<String, String> hashes(List<String> tables) {
    TreeMap<String, String> hashes = new TreeMap<>();
    tables.forEach(table -> hashes.put(table, hash(table)));
    return hashes;
  }

  /** A table's rows as JSON lines, sorted. */
  public List<String> rows(String table) {
    return lavra("show", table, "--format", "json", "--limit", "1000")
        .out()
        .lines()
        .sorted()
        .toList();
  }

  /** The table itself. */
  public DeltaTable table(String name) {
    return DeltaTable.at(Location.local(folder.resolve(".lake").resolve(name.replace('.', '/'))));
  }

  /** A table's newest version; -1 where there is none. */
  public long version(String table) {
    return table(table).latest().map(v -> v.version()).orElse(-1L);
  }
}
