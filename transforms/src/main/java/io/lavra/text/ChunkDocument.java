package io.lavra.text;

import com.google.common.hash.Hashing;
import io.lavra.table.RowSchemas;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.Row;
import org.jspecify.annotations.Nullable;

/** One document's sections to its chunks. */
final class ChunkDocument extends DoFn<Row, Row> {
  private static final Schema OUTPUT = RowSchemas.of(Chunk.OUTPUT);

  private record Part(String heading, String text) {}

  private final int words;
  private final int overlap;

  ChunkDocument(int words, int overlap) {
    this.words = words;
    this.overlap = overlap;
  }

  @ProcessElement
  public void process(@Element Row document, OutputReceiver<Row> chunks) {
    Passages passages = new Passages(words, overlap);
    int position = 0;
    for (Part part : parts(document)) {
      for (String text : passages.of(part.text())) {
        chunks.output(chunk(document, part.heading(), position++, text));
      }
    }
  }

  private static List<Part> parts(Row document) {
    List<String> headings = strings(document, "headings");
    List<String> texts = strings(document, "texts");
    List<Part> parts = new ArrayList<>();
    StringBuilder together = new StringBuilder();
    for (int i = 0; i < texts.size(); i++) {
      together.append(together.isEmpty() ? "" : "\n\n").append(texts.get(i));
      if (i + 1 == texts.size() || !headings.get(i).equals(headings.get(i + 1))) {
        parts.add(new Part(headings.get(i), together.toString()));
        together.setLength(0);
      }
    }
    return parts;
  }

  private static Row chunk(Row document, String heading, int position, String text) {
    @Nullable String path = document.getString("path");
    String id =
        Hashing.sha256()
            .hashString(path + "\0" + position + "\0" + text, StandardCharsets.UTF_8)
            .toString()
            .substring(0, 32);
    return Row.withSchema(OUTPUT)
        .addValues(
            id,
            path,
            document.getString("title"),
            heading,
            position,
            text,
            Passages.countWords(text))
        .build();
  }

  private static List<String> strings(Row row, String column) {
    return List.copyOf(Objects.requireNonNull(row.<String>getArray(column)));
  }
}
