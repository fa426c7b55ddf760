package io.lavra.text;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.EachRow;
import io.lavra.table.TableTransform;
import io.lavra.table.TransformOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code chunk}: sections of documents to passages short enough for a text model to read whole.
 *
 * <p>Input {@code documents}: {@code path}, {@code title}, {@code section} (a number that orders
 * them), {@code heading}, {@code text}. {@code with}: {@code words}, the most words of a chunk
 * (120, which keeps English, Portuguese and technical text below MiniLM's 256 tokens), and {@code
 * overlap}, the most words a chunk repeats of the one before (30). Sections in a row under the same
 * heading are read as one text.
 *
 * <p>Output, a row per chunk: {@code chunk_id} (a hash of path, position and text), {@code path},
 * {@code title}, {@code heading}, {@code position} (from 0 within the document), {@code text},
 * {@code words}.
 */
public final class Chunk implements TableTransform {
  static final TableSchema ELEMENTS =
      TableSchema.of(
          new Column("path", ColumnType.STRING),
          new Column("title", ColumnType.STRING),
          new Column("headings", ColumnType.arrayOf(ColumnType.STRING)),
          new Column("texts", ColumnType.arrayOf(ColumnType.STRING)));

  static final TableSchema OUTPUT =
      TableSchema.of(
          new Column("chunk_id", ColumnType.STRING),
          new Column("path", ColumnType.STRING),
          new Column("title", ColumnType.STRING),
          new Column("heading", ColumnType.STRING),
          new Column("position", ColumnType.INT),
          new Column("text", ColumnType.STRING),
          new Column("words", ColumnType.INT));

  private static final String SELECT =
      """
      SELECT path, max(title) AS title,
        list(coalesce(heading, '') ORDER BY section, heading, text) AS headings,
        list(text ORDER BY section, heading, text) AS texts
      FROM documents WHERE text IS NOT NULL GROUP BY path""";

  @Override
  public String name() {
    return "chunk";
  }

  @Override
  public Prepared prepare(
      Map<String, Object> with, Map<String, TableSchema> inputs, Optional<TableSchema> previous) {
    TransformOptions options = new TransformOptions(name(), with, List.of("words", "overlap"));
    options.input(inputs, "documents", List.of("path", "title", "section", "heading", "text"));
    int words = options.wholeNumber("words", 120, 20, 2_000);
    int overlap = options.wholeNumber("overlap", Math.min(30, words / 2), 0, words / 2);
    return new Prepared(
        SELECT,
        ELEMENTS,
        OUTPUT,
        new EachRow(new ChunkDocument(words, overlap), OUTPUT),
        "chunk-1");
  }
}
