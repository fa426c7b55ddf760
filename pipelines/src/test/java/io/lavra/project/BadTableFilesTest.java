package io.lavra.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadTableFilesTest {
  private final Path path;

  BadTableFilesTest(@TempDir Path path) {
    this.path = path;
  }

  @Test
  void unknownKeysNameTheNearest() {
    complaint(
        "silver/t.yaml",
        """
        from: bronze.raw
        colums:
          a: { type: string }
        columns:
          a: { typ: string, nonsense: 1 }
        write: { partition_by: [a] }
        """,
        """
        silver/t.yaml:2: Unknown key "colums". Did you mean "columns"?
        silver/t.yaml:5: Unknown key "nonsense". Known here: from, lineage, trim, case, nulls, default, rule, format, decimal, grouping, currency, negative, percent, round, clock-change, true, false, type, pii, description, tests.
        silver/t.yaml:5: Unknown key "typ". Did you mean "type"?
        silver/t.yaml:6: Unknown key "partition_by". Did you mean "partition-by"?""");
  }

  @Test
  void valuesOfTheWrongKind() {
    complaint(
        "silver/t.yaml",
        """
        from: [bronze.raw]
        columns: [a, b]
        """,
        """
        silver/t.yaml:1: "from" takes one value. Remove brackets, braces or dashes, or add quotes.""");
    complaint(
        "silver/t.yaml",
        """
        description:
        from: bronze.raw
        from: bronze.raw
        columns:
          a: string
          b: { type: { a: b }, trim: yes, decimal: ',,', nulls: x }
          Bad Name: {}
        """,
        """
        silver/t.yaml:1: "description" has no value. Give it one, remove the key, or quote a text with commas.
        silver/t.yaml:3: "from" appears twice. Keep one of the two.
        silver/t.yaml:5: "a" has keys of its own. Write it as {key: …}.
        silver/t.yaml:6: "decimal" is ",,". Write one character in quotes.
        silver/t.yaml:6: "decimal" is for numbers. Remove it, or correct the type of "b".
        silver/t.yaml:6: "nulls" is a list. Write it as [a, b].
        silver/t.yaml:6: "trim" is "yes". Known here: false, true.
        silver/t.yaml:6: "type" takes one value. Remove brackets, braces or dashes, or add quotes.
        silver/t.yaml:7: "Bad Name" is no column name. Use a to z, 0 to 9 and _, beginning with a letter.""");
  }

  @Test
  void tablesMadeFromNothingOrTwoThings() {
    complaint(
        "silver/t.yaml",
        "description: x\n",
        "silver/t.yaml:1: Nothing says what the table is made from. Give it one of source, from, sql, transform.");
    complaint(
        "silver/t.yaml",
        "from: bronze.raw\nsql: t.sql\n",
        "silver/t.yaml:1: The table is made from from and sql. Give it one of source, from, sql, transform.");
    complaint(
        "silver/t.yaml",
        "source: { files: x, format: csv }\n",
        "silver/t.yaml:1: \"source\" is not for silver. Read it into a bronze table, and name that in from or sql.");
    complaint(
        "bronze/t.yaml",
        "from: bronze.raw\n",
        "bronze/t.yaml:1: \"from\" is not for bronze. A bronze table has a source; move this one to silver or gold.");
  }

  @Test
  void keysOfOtherKindsOfTables() {
    complaint(
        "bronze/t.yaml",
        Folder.BRONZE + "columns: { A: { type: int } }\nwrite: { mode: merge, key: [A] }\n",
        """
        bronze/t.yaml:2: Bronze columns have no type. Remove it, and cast the column in silver.
        bronze/t.yaml:3: Bronze is kept as received, by day of arrival. Remove this, and do it in silver.""");
    Folder.good(path).with("gold/t.sql", "select 1 as a");
    complaint(
        "gold/t.yaml",
        """
        sql: t.sql
        where: a > 1
        with: { a: 1 }
        columns:
          a: { type: bigint, trim: true }
          b: { tests: [not_null] }
        """,
        """
        gold/t.yaml:2: "where" is for tables with "from". Remove it; in a statement, say it in SQL.
        gold/t.yaml:3: "with" is for tables with "transform". Remove it, or add transform: NAME.
        gold/t.yaml:5: "trim" is for columns of tables with "from". Remove it; in a statement, say it in SQL.
        gold/t.yaml:6: Column "b" has no type. Add type: and what the table promises its readers.""");
  }

  @Test
  void types() {
    complaint(
        "silver/t.yaml",
        """
        from: bronze.raw
        columns:
          a: { type: strng }
          b: { type: "decimal(50,2)" }
          c: { type: string, format: dd/MM/yyyy }
          d: { type: int, case: upper }
        """,
        """
        silver/t.yaml:3: Unknown type "strng". Use string, boolean, int, bigint, float, double, decimal(p,s), date, timestamp, binary or array<type>.
        silver/t.yaml:4: Unknown type "decimal(50,2)". Use string, boolean, int, bigint, float, double, decimal(p,s), date, timestamp, binary or array<type>.
        silver/t.yaml:5: "format" is for date and timestamp. Remove it, or correct the type of "c".
        silver/t.yaml:6: "case" is for text. Remove it, or correct the type of "d".""");
  }

  @Test
  void columnsThatTheTableLacks() {
    complaint(
        "silver/t.yaml",
        """
        from: bronze.raw
        columns:
          item_id: { type: string }
        deduplicate: { key: [item], by: moved_at }
        write: { mode: merge, key: [item_ids] }
        expectations:
          - expect_column_values_to_not_be_null: { column: itemid }
        """,
        """
        silver/t.yaml:4: The table has no column "item". Known here: item_id.
        silver/t.yaml:4: The table has no column "moved_at". Known here: item_id.
        silver/t.yaml:5: The table has no column "item_ids". Did you mean "item_id"?
        silver/t.yaml:7: The table has no column "itemid". Did you mean "item_id"?""");
    complaint(
        "silver/t.yaml",
        "from: bronze.raw\n",
        "silver/t.yaml:1: \"columns\" is missing. Name the columns that the table has.");
  }

  @Test
  void waysOfWriting() {
    complaint(
        "silver/t.yaml",
        """
        from: bronze.raw
        columns: { a: { type: string } }
        deduplicate: { key: [a] }
        write: { mode: append }
        """,
        "silver/t.yaml:4: \"append\" does not see the rows of earlier runs, so \"deduplicate\" would not hold. Write mode: merge with the same key.");
    complaint(
        "silver/t.yaml",
        "from: bronze.raw\ncolumns: { a: {} }\nwrite: { mode: merge }\n",
        "silver/t.yaml:3: A merge needs a key. Add key: [COLUMN] beside mode.");
    complaint(
        "silver/t.yaml",
        "from: bronze.raw\ncolumns: { a: {} }\nwrite: { mode: overwrite-partitions, key: [a] }\n",
        """
        silver/t.yaml:3: "key" is for mode: merge. Remove it, or write mode: merge.
        silver/t.yaml:3: Nothing says what the partitions are. Add partition-by: [COLUMN].""");
    complaint(
        "silver/t.yaml",
        "from: bronze.raw\ncolumns: { a: {} }\nwrite:\n  mode: scd2\n",
        "silver/t.yaml:4: \"mode\" is \"scd2\", which is not there yet. Use append, merge, overwrite, overwrite-partitions.");
    complaint(
        "silver/t.yaml",
        "from: bronze.raw\ncolumns: { a: {} }\nwrite:\n  mode: overwrit\n",
        "silver/t.yaml:4: \"mode\" is \"overwrit\". Did you mean \"overwrite\"?");
  }

  @Test
  void checks() {
    complaint(
        "silver/t.yaml",
        """
        from: bronze.raw
        columns:
          a:
            tests:
              - not_nul
              - relationships: { to: silver.t }
              - accepted_values
              - unique: { severity: loud, column: a }
              - [x]
        expectations:
          - columns_exist
          - expect_table_row_count_to_be_between: 5
        """,
        """
        silver/t.yaml:5: Unknown test "not_nul". Did you mean "not_null"?
        silver/t.yaml:6: "relationships" needs "field". Write it as {relationships: {to: layer.table, field: column}}.
        silver/t.yaml:7: "accepted_values" needs "values". Write it as {accepted_values: [a, b]}.
        silver/t.yaml:8: "severity" is "loud". Known here: fail, quarantine, warn.
        silver/t.yaml:8: Unknown key "column" of "unique". Known here: mostly, row_condition, severity.
        silver/t.yaml:9: Each test has one name. Write it as NAME or {NAME: {key: …}}.
        silver/t.yaml:11: "columns_exist" is no expectation. Use a name that begins with expect_, or a test of a column.
        silver/t.yaml:12: The arguments of "expect_table_row_count_to_be_between" have keys. Write them as {key: …}.""");
  }

  @Test
  void sources() {
    complaint(
        "bronze/t.yaml",
        "source: { jdbc: 'jdbc:postgresql://x/y', query: 'select 1' }\n",
        "bronze/t.yaml:1: Source \"jdbc\" is not there yet. Use files for now.");
    complaint(
        "bronze/t.yaml",
        "source: { files: x, format: xml }\n",
        "bronze/t.yaml:1: \"format\" is \"xml\", which is not there yet. Use csv, json, jsonl.");
    complaint(
        "bronze/t.yaml",
        "source: { fils: x, format: csv }\n",
        """
        bronze/t.yaml:1: The source names nothing to read. Give it one of files, git, documents.
        bronze/t.yaml:1: Unknown key "fils". Did you mean "files"?""");
    complaint(
        "bronze/t.yaml",
        "source: { files: x, git: . }\n",
        "bronze/t.yaml:1: The source has files and git. Give it one of files, git, documents.");
    complaint(
        "bronze/t.yaml",
        "source: { git: ., include: ['{a'] }\n",
        "bronze/t.yaml:1: The pattern \"{a\" opens a { and never closes it. Close it with }.");
    complaint(
        "bronze/t.yaml",
        "source:\n  files: ${LANDING}/x\n  format: csv\n",
        "bronze/t.yaml:2: The environment variable LANDING is not set. Set it, or write ${LANDING:default}.");
    complaint(
        "bronze/t.yaml",
        """
        source:
          files: x
          format: csv
          csv:
            delimiter: ''
            encoding: latin-99
            skip-lines: -1
            header: false
        """,
        """
        bronze/t.yaml:5: "delimiter" is "". Write one character in quotes.
        bronze/t.yaml:6: Unknown encoding "latin-99". Use UTF-8, ISO-8859-1, windows-1252, or another that Java knows.
        bronze/t.yaml:7: "skip-lines" is "-1". Write a whole number from 0 to 999999.
        bronze/t.yaml:8: A file without a header needs names. Add names: [a, b, …].""");
  }

  private void complaint(String file, String text, String message) {
    Folder folder = Folder.good(path).with("bronze/t.yaml", Folder.BRONZE);
    assertEquals(message, folder.with("silver/t.yaml", TABLE).with(file, text).complaint());
  }

  private static final String TABLE = "from: bronze.raw\ncolumns: { a: {} }\n";
}
