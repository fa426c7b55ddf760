package io.lavra.code;

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
 * {@code symbols}: source files to the types, methods and functions they declare.
 *
 * <p>Input {@code files}: {@code path}, {@code content}, {@code language} ({@code java} and {@code
 * python} are understood; files in other languages, or without content, give no rows). No {@code
 * with}.
 *
 * <p>Output, a row per symbol: {@code symbol_id} (a hash of path, kind, qualified name and
 * signature, which stays when lines move), {@code path}, {@code language} and the fields of {@link
 * Symbol}. Broken source gives what can still be recognised.
 */
public final class Symbols implements TableTransform {
  static final TableSchema ELEMENTS =
      TableSchema.of(
          new Column("paths", ColumnType.arrayOf(ColumnType.STRING)),
          new Column("contents", ColumnType.arrayOf(ColumnType.STRING)),
          new Column("languages", ColumnType.arrayOf(ColumnType.STRING)));

  static final TableSchema OUTPUT =
      TableSchema.of(
          new Column("symbol_id", ColumnType.STRING),
          new Column("path", ColumnType.STRING),
          new Column("language", ColumnType.STRING),
          new Column("kind", ColumnType.STRING),
          new Column("name", ColumnType.STRING),
          new Column("qualified_name", ColumnType.STRING),
          new Column("signature", ColumnType.STRING),
          new Column("start_line", ColumnType.INT),
          new Column("end_line", ColumnType.INT),
          new Column("doc", ColumnType.STRING),
          new Column("complexity", ColumnType.INT));

  /** Sixteen files an element: parsing one takes about as long as Beam needs for an element. */
  private static final String SELECT =
      """
      WITH dealt AS (
        SELECT path, content, language,
          (row_number() OVER (ORDER BY path, content, language) - 1) // 16 AS batch
        FROM files
        WHERE path IS NOT NULL AND content IS NOT NULL AND language IN ('java', 'python'))
      SELECT list(path ORDER BY path, content, language) AS paths,
        list(content ORDER BY path, content, language) AS contents,
        list(language ORDER BY path, content, language) AS languages
      FROM dealt GROUP BY batch""";

  @Override
  public String name() {
    return "symbols";
  }

  @Override
  public Prepared prepare(
      Map<String, Object> with, Map<String, TableSchema> inputs, Optional<TableSchema> previous) {
    TransformOptions options = new TransformOptions(name(), with, List.of());
    options.input(inputs, "files", List.of("path", "content", "language"));
    return new Prepared(
        SELECT, ELEMENTS, OUTPUT, new EachRow(new SymbolsOfFiles(), OUTPUT), "symbols-1");
  }
}
