package io.lavra.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.TableTransform;
import io.lavra.table.job.RunsTransform;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class SymbolsTest {
  private static final String JAVA =
      """
      package org.ação;

      /** Not this. */
      import java.util.List;

      /**
       * Keeps {@code stock} of <b>parts</b>. More words.
       *
       * @param <T> kind
       */
      @Deprecated
      public class Café<T> {
        // 東京
        Café(int a) {}

        /** Counts. */
        @Override
        @SuppressWarnings("x")
        public int count(
            List<T> parts) throws Exception {
          for (T part : parts) {
            if (part == null && a > 0 || false) { return 1; }
          }
          switch (a) { case 1: break; default: }
          return a > 0 ? 1 : 2;
        }

        record Pair(int x) { Pair { } }
        enum Kind { A; void b() {} }
        interface Shape { double area(); }
        @interface Mark {}
      }
      """;
  private static final String PYTHON =
      """
      import os

      class Stock(Base):
          '''Keeps parts. And more.'''

          @property
          async def count(self, a: int = 1) -> int:
              \"""How many
              there are.

              Longer.
              \"""
              if a and b:
                  return [x for x in y if x]
              elif c:
                  pass

      def outer():
          def inner(): return 1
          return inner
      """;

  @Test
  void javaFilesGiveTheirSymbols() {
    assertEquals(
        List.of(
            new Symbol(
                "class",
                "Café",
                "org.ação.Café",
                "public class Café<T>",
                11,
                32,
                "Keeps stock of parts.",
                0),
            new Symbol("constructor", "Café", "org.ação.Café.Café", "Café(int a)", 14, 14, "", 1),
            new Symbol(
                "method",
                "count",
                "org.ação.Café.count",
                "public int count( List<T> parts) throws Exception",
                17,
                26,
                "Counts.",
                7),
            new Symbol("record", "Pair", "org.ação.Café.Pair", "record Pair(int x)", 28, 28, "", 0),
            new Symbol("constructor", "Pair", "org.ação.Café.Pair.Pair", "Pair", 28, 28, "", 1),
            new Symbol("enum", "Kind", "org.ação.Café.Kind", "enum Kind", 29, 29, "", 0),
            new Symbol("method", "b", "org.ação.Café.Kind.b", "void b()", 29, 29, "", 1),
            new Symbol(
                "interface", "Shape", "org.ação.Café.Shape", "interface Shape", 30, 30, "", 0),
            new Symbol(
                "method", "area", "org.ação.Café.Shape.area", "double area()", 30, 30, "", 1),
            new Symbol(
                "annotation", "Mark", "org.ação.Café.Mark", "@interface Mark", 31, 31, "", 0)),
        FileSymbols.of(Grammar.JAVA, "Café.java", JAVA));
  }

  @Test
  void pythonFilesGiveTheirSymbols() {
    assertEquals(
        List.of(
            new Symbol(
                "class",
                "Stock",
                "parts.stock.Stock",
                "class Stock(Base)",
                3,
                16,
                "Keeps parts.",
                0),
            new Symbol(
                "method",
                "count",
                "parts.stock.Stock.count",
                "async def count(self, a: int = 1) -> int",
                7,
                16,
                "How many there are.",
                6),
            new Symbol("function", "outer", "parts.stock.outer", "def outer()", 18, 20, "", 1),
            new Symbol(
                "function", "inner", "parts.stock.outer.inner", "def inner()", 19, 19, "", 1)),
        FileSymbols.of(Grammar.PYTHON, "src/parts/stock.py", PYTHON));
  }

  @Test
  void brokenSourceGivesWhatItCan() {
    assertEquals(
        List.of("class A", "method a", "constructor b"),
        FileSymbols.of(
                Grammar.JAVA, "A.java", "class A { void a() { int = ; } @@@ void b() { if (x { } }")
            .stream()
            .map(symbol -> symbol.kind() + " " + symbol.name())
            .toList());
    assertEquals(List.of(), FileSymbols.of(Grammar.PYTHON, "a.py", ""));
  }

  @Test
  void hostileSourceIsBounded() {
    String text = "class A { int a = ";
    for (String hostile :
        List.of("{([".repeat(20_000), "{".repeat(200_000), "if ".repeat(100_000), "\uD800")) {
      FileSymbols.of(Grammar.JAVA, "A.java", text + hostile);
      FileSymbols.of(Grammar.PYTHON, "a.py", hostile);
    }
    for (String deep : List.of("+1", "?1:1", "+(1)", ".a()")) {
      assertEquals(
          1,
          FileSymbols.of(Grammar.JAVA, "A.java", text + "1" + deep.repeat(20_000) + ";}").size());
    }
  }

  @Test
  void aFileThatTakesTooLongGivesNothing() {
    String hostile = "class A {} " + "a<".repeat(12_000);
    SourceTree tree =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> SourceTree.parse(Grammar.JAVA, "A.java", hostile, Duration.ofMillis(200)));
    assertEquals(List.of(), tree.found);
  }

  @Test
  void aTableOfFilesBecomesATableOfSymbols() throws Exception {
    TableSchema files =
        TableSchema.of(
            new Column("path", ColumnType.STRING),
            new Column("content", ColumnType.STRING),
            new Column("language", ColumnType.STRING));
    TableTransform.Prepared symbols =
        new Symbols().prepare(Map.of(), Map.of("files", files), Optional.empty());
    List<Row> rows =
        RunsTransform.rows(
            symbols,
            List.of(
                "CREATE TABLE files (path TEXT, content TEXT, language TEXT)",
                "INSERT INTO files VALUES ('A.java', 'class A {} class A {}', 'java'),"
                    + " ('b.py', 'def b(): pass', 'python'), ('c.rs', 'fn c() {}', 'rust'),"
                    + " ('d.java', NULL, 'java'), ('README', 'x', NULL)"));
    assertEquals(
        List.of(
            List.of("A.java", "java", "class", "A", "A", "class A", 1, 1, "", 0),
            List.of("A.java", "java", "class", "A", "A", "class A", 1, 1, "", 0),
            List.of("b.py", "python", "function", "b", "b.b", "def b()", 1, 1, "", 1)),
        rows.stream()
            .sorted(Comparator.comparing(row -> row.getString("path")))
            .map(row -> row.getValues().subList(1, 11))
            .toList());
    assertEquals(3, rows.stream().map(row -> row.getString("symbol_id")).distinct().count());
  }
}
