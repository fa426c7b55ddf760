package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Columns as SQL gives them: names and partitions that no table may have, and how values print. */
class GivenColumnsTest {
  private final SmallLake lake;

  GivenColumnsTest(@TempDir Path folder) {
    lake = SmallLake.empty(folder);
  }

  private void table(String name, String write, String sql) {
    lake.with("gold/" + name + ".yaml", "sql: " + name + ".sql\n" + write)
        .with("gold/" + name + ".sql", sql);
  }

  @Test
  void namesThatNoTableMayHaveAreRefusedWithTheirLine() {
    table("a", "", "select 1 as \"x y\",\n  2 as ok,\n  3 as \"a,b\",\n  4 as _source");
    table("b", "", "-- one\nselect 1 as n, 2 as m,\n  3 as n, 4 as M");
    table("c", "", "select 1 as ok,\n  count(*)\nfrom range(3)");
    table("d", "", "with t as (select 1 as \"É\")\nselect *\nfrom t");
    table("e", "", "select 1 as a\n, 2 as \"B\" union all select 3, 4");
    table("f", "", "select 1 as " + "a".repeat(101));
    Said said = lake.lavra("validate");
    String name =
        " is no column name. Name it by \"as\", with a to z, 0 to 9 and _, beginning with a letter.\n";
    assertEquals(
        "gold/a.sql:1: \"x y\""
            + name
            + "gold/a.sql:3: \"a,b\""
            + name
            + "gold/a.sql:4: \"_source\""
            + name
            + "gold/b.sql:3: \"M\""
            + name
            + "gold/b.sql:3: Two columns are named \"n\". Give one of them another name, or leave it out.\n"
            + "gold/c.sql:2: \"count_star()\""
            + name
            + "gold/d.sql:2: \"É\""
            + name
            + "gold/e.sql:2: \"B\""
            + name
            + "gold/f.sql:1: \""
            + "a".repeat(60)
            + "…\""
            + name,
        said.err());
    assertEquals(2, said.exit());
  }

  @Test
  void partitionsThatReadersCannotReadAreRefusedWithTheirLine() {
    String sql =
        "select 1 as i, 1.5::decimal(3,1) as dec, 1::decimal(3,0) as whole, 1.5::double as d, [1] as l, 'x'::blob as b";
    for (String column : new String[] {"dec", "d", "l", "b", "nothing", "whole"}) {
      table("by_" + column, "write:\n  partition-by: [" + column + "]\n", sql);
    }
    table("all_of_it", "write: { partition-by: [i] }\n", "select 1 as i");
    table("twice", "write: { partition-by: [i, i] }\n", "select 1 as i, 2 as j");
    table("sorted", "write: { cluster-by: [j] }\n", "select 1 as i");
    Said said = lake.lavra("validate");
    String no =
        ": not every reader can read such values from the log. Partition by a string, boolean, int, bigint, decimal without a fraction, date or timestamp, or use cluster-by.\n";
    assertEquals(
        "gold/all_of_it.yaml:2: The table has no column besides its partition columns. Leave one out of partition-by.\n"
            + "gold/by_b.yaml:3: A table cannot be partitioned by \"b\", which is binary"
            + no
            + "gold/by_d.yaml:3: A table cannot be partitioned by \"d\", which is double"
            + no
            + "gold/by_dec.yaml:3: A table cannot be partitioned by \"dec\", which is decimal(3,1)"
            + no
            + "gold/by_l.yaml:3: A table cannot be partitioned by \"l\", which is array<int>"
            + no
            + "gold/by_nothing.yaml:3: The table has no column \"nothing\". Known here: i, dec, whole, d, l, b.\n"
            + "gold/sorted.yaml: The table has no column \"j\". Known here: i.\n"
            + "gold/twice.yaml:2: \"partition-by\" names a column twice. Name each column once.\n",
        said.err());
  }

  @Test
  void everyTypeIsPrintedInOneForm() {
    table(
        "all_types",
        "",
        """
        select 1::int as i, 9223372036854775807 as big, true as yes, 1.5::float as f, 1e300::double as d,
          'NaN'::double as nan, '-Infinity'::double as inf, 0.0000000001::decimal(12,10) as dec,
          date '2026-01-31' as day, timestamptz '2026-01-31 10:00:00-03' as at, 'a"b'::blob as bin,
          ['x', null, 'y,'] as list, [1.5::double, 'NaN'::double] as numbers, ['\\x01'::blob] as bins,
          '' as empty, null::varchar as nothing, 'a,b' as text
        """);
    assertEquals(0, lake.run("-q").exit());
    assertEquals(
        """
        i,big,yes,f,d,nan,inf,dec,day,at,bin,list,numbers,bins,empty,nothing,text
        1,9223372036854775807,true,1.5,1.0E300,NaN,-Infinity,0.0000000001,2026-01-31,2026-01-31T13:00:00Z,612262,"[""x"",null,""y,""]","[1.5,""NaN""]","[""01""]","",,"a,b"
        """,
        lake.lavra("show", "gold.all_types", "--format", "csv").out());
    assertEquals(
        """
        {"i":1,"big":9223372036854775807,"yes":true,"f":1.5,"d":1.0E300,"nan":"NaN","inf":"-Infinity","dec":"0.0000000001","day":"2026-01-31","at":"2026-01-31T13:00:00Z","bin":"612262","list":["x",null,"y,"],"numbers":[1.5,"NaN"],"bins":["01"],"empty":"","nothing":null,"text":"a,b"}
        """,
        lake.lavra("show", "gold.all_types", "--format", "json").out());
    assertEquals(
        "1 9223372036854775807 true 1.5 1.0E300 NaN -Infinity 0.0000000001 2026-01-31 2026-01-31T13:00:00Z 612262 [\"x\",null,\"y,\"] [1.5,\"NaN\"] [\"01\"] a,b",
        lake.lavra("show", "gold.all_types")
            .out()
            .lines()
            .skip(1)
            .findFirst()
            .orElse("")
            .replaceAll(" +", " "));
  }
}
