package io.lavra.embed;

import com.google.common.primitives.Floats;
import io.lavra.lake.TableSchema;
import io.lavra.table.RowSchemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** One batch of texts to its rows; known embeddings pass through. */
final class EmbedBatch extends DoFn<Row, Row> {
  private final TableSchema output;

  EmbedBatch(TableSchema output) {
    this.output = output;
  }

  @ProcessElement
  public void process(@Element Row batch, OutputReceiver<Row> rows) {
    List<String> hashes = array(batch, EmbedBatches.HASHES);
    List<@Nullable String> texts = array(batch, EmbedBatches.TEXTS);
    List<@Nullable List<Float>> known = array(batch, EmbedBatches.KNOWN);
    Map<String, List<Float>> made = new HashMap<>();
    for (int i = 0; i < hashes.size(); i++) {
      @Nullable List<Float> embedding = known.get(i);
      if (embedding == null) {
        String text = Objects.requireNonNull(texts.get(i));
        embedding = made.computeIfAbsent(hashes.get(i), hash -> embed(text));
      }
      rows.output(row(batch, i, hashes.get(i), embedding));
    }
  }

  private static List<Float> embed(String text) {
    return Floats.asList(MiniLm.shared().embed(text));
  }

  private Row row(Row batch, int i, String hash, List<Float> embedding) {
    Row.Builder row = Row.withSchema(RowSchemas.of(output));
    for (String id : output.names().subList(0, output.names().size() - 4)) {
      row.addValue(array(batch, id).get(i));
    }
    return row.addValues(hash, embedding, MiniLm.NAME, MiniLm.HASH).build();
  }

  private static <T extends @Nullable Object> List<T> array(Row row, String column) {
    return new ArrayList<>(Objects.requireNonNull(row.<T>getArray(column)));
  }
}
