package io.lavra.embed;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.EachRow;
import io.lavra.table.TableTransform;
import io.lavra.table.TransformOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code embed}: texts to vectors.
 *
 * <p>Input {@code text}: any table. {@code with}: {@code id}, the columns that name a row ([{@code
 * chunk_id}]); {@code text}, the column to embed ({@code text}); {@code model} ({@code
 * all-minilm-l6-v2}).
 *
 * <p>Output, a row per input row: the ids, {@code text_hash} (SHA-256 of the text in UTF-8), {@code
 * embedding} (384 numbers of length one; a null text embeds as the empty one), {@code model},
 * {@code model_hash}. A text that the table's last version embedded with the same model is not
 * computed again.
 */
public final class Embed implements TableTransform {
  private static final List<Column> MADE =
      List.of(
          new Column("text_hash", ColumnType.STRING),
          new Column("embedding", ColumnType.arrayOf(ColumnType.FLOAT)),
          new Column("model", ColumnType.STRING),
          new Column("model_hash", ColumnType.STRING));

  @Override
  public String name() {
    return "embed";
  }

  @Override
  public Prepared prepare(
      Map<String, Object> with, Map<String, TableSchema> inputs, Optional<TableSchema> previous) {
    TransformOptions options = new TransformOptions(name(), with, List.of("id", "text", "model"));
    List<String> ids = options.texts("id", List.of("chunk_id"));
    String text = options.text("text", "text");
    checkModel(options.text("model", MiniLm.NAME));
    List<String> read = new ArrayList<>(ids);
    read.add(text);
    TableSchema input = options.input(inputs, "text", read);
    List<Column> idColumns = ids.stream().map(id -> input.column(id).orElseThrow()).toList();
    TableSchema output = output(idColumns);
    return new Prepared(
        EmbedBatches.select(ids, text, previous.filter(Embed::isReusable).isPresent()),
        EmbedBatches.elements(idColumns),
        output,
        new EachRow(new EmbedBatch(output), output),
        "embed-1:" + MiniLm.HASH);
  }

  private static void checkModel(String model) {
    if (!model.equals(MiniLm.NAME)) {
      throw new IllegalArgumentException(
          "embed knows no model \"%s\". Use \"%s\".".formatted(model, MiniLm.NAME));
    }
  }

  private static TableSchema output(List<Column> ids) {
    for (Column id : ids) {
      if (new TableSchema(MADE).column(id.name()).isPresent()) {
        throw new IllegalArgumentException(
            "embed cannot use \"%s\" in \"id\": it makes a column of that name. Rename the id."
                .formatted(id.name()));
      }
    }
    List<Column> columns = new ArrayList<>(ids);
    columns.addAll(MADE);
    return new TableSchema(columns);
  }

  private static boolean isReusable(TableSchema previous) {
    return MADE.stream()
        .allMatch(
            made ->
                previous
                    .column(made.name())
                    .filter(old -> old.type().equals(made.type()))
                    .isPresent());
  }
}
