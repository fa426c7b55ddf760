package io.lavra.code;

import com.google.common.hash.Hashing;
import io.lavra.table.RowSchemas;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.Row;

/** A batch of source files to the rows of their symbols. */
final class SymbolsOfFiles extends DoFn<Row, Row> {
  private static final Schema OUTPUT = RowSchemas.of(Symbols.OUTPUT);

  @ProcessElement
  public void process(@Element Row files, OutputReceiver<Row> rows) {
    List<String> paths = array(files, "paths");
    List<String> contents = array(files, "contents");
    List<String> languages = array(files, "languages");
    for (int i = 0; i < paths.size(); i++) {
      Grammar grammar = Grammar.of(languages.get(i)).orElseThrow();
      Map<String, Integer> seen = new HashMap<>();
      for (Symbol symbol : FileSymbols.of(grammar, paths.get(i), contents.get(i))) {
        rows.output(row(paths.get(i), languages.get(i), symbol, seen));
      }
    }
  }

  private static Row row(String path, String language, Symbol symbol, Map<String, Integer> seen) {
    String key = String.join("\0", path, symbol.kind(), symbol.qualifiedName(), symbol.signature());
    String nth = key + "\0" + seen.merge(key, 1, Integer::sum);
    return Row.withSchema(OUTPUT)
        .addValues(
            Hashing.sha256().hashString(nth, StandardCharsets.UTF_8).toString().substring(0, 32),
            path,
            language,
            symbol.kind(),
            symbol.name(),
            symbol.qualifiedName(),
            symbol.signature(),
            symbol.startLine(),
            symbol.endLine(),
            symbol.doc(),
            symbol.complexity())
        .build();
  }

  private static List<String> array(Row row, String column) {
    return List.copyOf(Objects.requireNonNull(row.<String>getArray(column)));
  }
}
