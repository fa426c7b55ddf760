package io.lavra.table.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.table.lineage.Catalog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A macro file makes macros and does nothing else. */
class MacrosTest {
  private static List<String> refused(String... files) {
    try (Catalog catalog = new Catalog()) {
      List<String> said = new ArrayList<>();
      catalog
          .addMacros(List.of(files))
          .forEach(
              refused ->
                  said.add(
                      "%d:%d: %s"
                          .formatted(
                              refused.why().line(),
                              refused.why().column(),
                              refused.why().getMessage())));
      return said;
    }
  }

  private static final List<String> FORMS =
      List.of(
          "create macro one() as 1;",
          "CREATE OR REPLACE TEMP MACRO add_one(a) AS a + one() -- ; more\n;",
          "create function \"or\"(a, b) as (a or b);",
          "create macro between_(a, low := 0, high := add_one(9)) as a between low and high;",
          "create macro typed(a integer, b decimal(9, 2) := 1.5) as a + b;",
          "create macro plus(a) as a, (a, b) as a + b, (a, b, c) as greatest(a, b) + c;",
          "create macro text_(a) as a || E'\\';--' || $$;'$$ || date '2024-01-01' /* ; */;",
          "create macro most(l) as (select max(x) from unnest(l) as t(x));",
          "create macro rows_(n) as table select * from range(n);",
          "create macro numbers() as table (with pg_a as (select 1 as a) select a from pg_a union all values (2));",
          "create macro more(n) as table from rows_(n);");

  @Test
  void everyFormOfAMacro() {
    assertEquals(List.of(), refused(String.join("\n", FORMS)));
    try (Catalog catalog = new Catalog()) {
      catalog.addMacros(FORMS);
      assertEquals(
          "[a]",
          catalog
              .names(
                  "select add_one(1) + plus(1, 2) + most([1]) + typed(1) as a from more(1), numbers() where between_(1)")
              .toString());
    }
  }

  @Test
  void nothingElseGetsIn() {
    List<String> attacks =
        List.of(
            "copy (select 1) to 'x'",
            "create macro f(a) as date'\\'; copy (select 1) to 'x' --'",
            "create macro f(a) as 1; copy (select 1) to 'x'",
            "create macro f(a := 1) as 2) as 1, (b) as table select 1",
            "create macro f(a) as (select 1) from silver.t",
            "create macro f(a) as 1 limit 2",
            "create macro f() as table select 1 union select * from read_csv('x')",
            "create macro f() as table copy (select 1) to 'x'",
            "create macro f() as current_setting('home_directory')",
            "create macro f() as table from duckdb_settings()",
            "create macro f() as table from sqlite_master",
            "create macro f() as 'x'.getvariable()",
            "create macro f(a) as system.main.current_setting(a)",
            "create macro f() as table from query('copy (select 1) to x')",
            "create macro f as 1",
            "create macro f(1) as 1",
            "create macro f() as $1",
            "create macro a.b() as 1",
            "create table f(a) as select 1");
    List<String> said = new ArrayList<>();
    for (String attack : attacks) {
      said.addAll(refused(attack));
    }
    assertEquals(
        """
        1:1: only CREATE MACRO statements stand in macro files
        1:22: one expression or SELECT is expected
        1:25: only CREATE MACRO statements stand in macro files
        1:28: syntax error at or near ")"
        1:22: this is not one expression
        1:22: this is not one expression
        1:56: the macro f calls read_csv; name a table of the lake instead of reading files
        1:27: one expression or SELECT is expected
        1:21: the macro f calls current_setting, which tells of the engine or acts on it; compute with columns
        1:32: the macro f calls duckdb_settings; name a table of the lake instead of reading files
        1:32: the macro f reads sqlite_master, which tells of the engine; name a table of the lake
        1:25: the macro f calls getvariable, which tells of the engine or acts on it; compute with columns
        1:22: the macro f calls current_setting, which tells of the engine or acts on it; compute with columns
        1:32: the macro f calls query; name a table of the lake instead of reading files
        1:16: a macro is written CREATE MACRO name(parameters) AS expression
        1:16: a parameter is a name, or a name := a value
        1:21: this is not one expression
        1:15: a macro is written CREATE MACRO name(parameters) AS expression
        1:1: only CREATE MACRO statements stand in macro files""",
        String.join("\n", said));
  }
}
