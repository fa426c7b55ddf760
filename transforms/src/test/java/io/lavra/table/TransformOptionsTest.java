package io.lavra.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TransformOptionsTest {
  private static final List<String> KNOWN = List.of("words", "overlap", "id");

  @Test
  void valuesAreReadAsWritten() {
    TransformOptions options = options(Map.of("words", 40, "id", List.of("a", "b")));
    assertEquals(40, options.wholeNumber("words", 150, 20, 2_000));
    assertEquals(30, options.wholeNumber("overlap", 30, 0, 75));
    assertEquals(List.of("a", "b"), options.texts("id", List.of("chunk_id")));
    assertEquals(List.of("x"), options(Map.of("id", "x")).texts("id", List.of("chunk_id")));
    assertEquals("y", options(Map.of()).text("id", "y"));
  }

  @Test
  void errorsNameTheKeyAndTheRemedy() {
    assertSays(
        "chunk knows no key \"Wrods\". Did you mean \"words\"?", () -> options(Map.of("Wrods", 1)));
    assertSays(
        "symbols knows no key \"a\". Remove it: it takes none.",
        () -> new TransformOptions("symbols", Map.of("a", 1), List.of()));
    for (Object wrong : List.of("40", 40.5, 19, 1e12)) {
      assertSays(
          "chunk cannot use \"words: %s\". Give a whole number from 20 to 2000.".formatted(wrong),
          () -> options(Map.of("words", wrong)).wholeNumber("words", 150, 20, 2_000));
    }
    assertSays(
        "chunk cannot use \"id: [1]\". Give a list of words such as [a, b].",
        () -> options(Map.of("id", List.of(1))).texts("id", List.of()));
    TableSchema schema = TableSchema.of(new Column("txt", ColumnType.STRING));
    assertSays(
        "chunk takes one input, \"documents\", not [docs]. Write inputs: { documents: a.table }.",
        () -> options(Map.of()).input(Map.of("docs", schema), "documents", List.of()));
    assertSays(
        "chunk needs a column \"text\" in its input \"documents\", which has [txt]. Add it or rename \"txt\".",
        () -> options(Map.of()).input(Map.of("documents", schema), "documents", List.of("text")));
  }

  private static TransformOptions options(Map<String, Object> with) {
    return new TransformOptions("chunk", with, KNOWN);
  }

  private static void assertSays(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }
}
