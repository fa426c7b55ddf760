package io.lavra.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Floats;
import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.lake.TableSchema;
import io.lavra.table.TableTransform;
import io.lavra.table.job.RunsTransform;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class EmbedTest {
  private static final Map<String, TableSchema> INPUTS =
      Map.of(
          "text",
          TableSchema.of(
              new Column("chunk_id", ColumnType.STRING),
              new Column("the part", ColumnType.BIGINT),
              new Column("body", ColumnType.STRING)));
  private static final Map<String, Object> WITH =
      Map.of("id", List.of("chunk_id", "the part"), "text", "body");
  private static final List<String> TEXTS =
      List.of(
          "CREATE TABLE text (chunk_id TEXT, \"the part\" BIGINT, body TEXT)",
          "INSERT INTO text VALUES ('a', 1, 'harness'), ('a', 2, 'antenna'), ('b', 1, NULL),"
              + " ('c', 1, 'harness')");

  @Test
  void everyRowGetsTheEmbeddingOfItsText() throws Exception {
    TableTransform.Prepared embed = new Embed().prepare(WITH, INPUTS, Optional.empty());
    assertEquals(
        List.of(
            expected("a", 1, "harness", MiniLm.shared().embed("harness")),
            expected("a", 2, "antenna", MiniLm.shared().embed("antenna")),
            expected("b", 1, "", MiniLm.shared().embed("")),
            expected("c", 1, "harness", MiniLm.shared().embed("harness"))),
        rows(embed, TEXTS));
    assertEquals(
        List.of("chunk_id", "the part", "text_hash", "embedding", "model", "model_hash"),
        embed.output().names());
    assertTrue(embed.codeVersion().contains(MiniLm.HASH));
  }

  @Test
  void knownTextsAreNotEmbeddedAgain() throws Exception {
    TableSchema output = new Embed().prepare(WITH, INPUTS, Optional.empty()).output();
    TableTransform.Prepared embed = new Embed().prepare(WITH, INPUTS, Optional.of(output));
    List<String> tables =
        List.of(
            TEXTS.get(0),
            TEXTS.get(1),
            "CREATE TABLE previous AS SELECT 'x' AS chunk_id, 1::BIGINT AS \"the part\","
                + " sha256('harness') AS text_hash, [1.5, 2]::FLOAT[] AS embedding, 'm' AS model, '"
                + MiniLm.HASH
                + "' AS model_hash UNION ALL SELECT 'y', 1, sha256('antenna'), [9]::FLOAT[], 'm', 'other'");
    assertEquals(
        List.of(
            expected("a", 1, "harness", new float[] {1.5f, 2}),
            expected("a", 2, "antenna", MiniLm.shared().embed("antenna")),
            expected("b", 1, "", MiniLm.shared().embed("")),
            expected("c", 1, "harness", new float[] {1.5f, 2})),
        rows(embed, tables));
  }

  @Test
  void rowsAreDealtIntoBatches() throws Exception {
    TableTransform.Prepared embed = new Embed().prepare(WITH, INPUTS, Optional.empty());
    List<Row> elements =
        RunsTransform.elements(
            embed, List.of(TEXTS.get(0), "INSERT INTO text SELECT 'a', i, i FROM range(70) t(i)"));
    assertEquals(
        List.of(6, 32, 32),
        elements.stream().map(row -> row.getArray("chunk_id").size()).sorted().toList());
  }

  @Test
  void errorsNameTheKeyAndTheRemedy() {
    assertSays("embed knows no model \"gpt\". Use \"all-minilm-l6-v2\".", Map.of("model", "gpt"));
    assertSays("embed knows no key \"txt\". Did you mean \"text\"?", Map.of("txt", "body"));
    assertSays(
        "embed needs a column \"bdoy\" in its input \"text\", which has [chunk_id, the part, body]. Add it or rename \"body\".",
        Map.of("text", "bdoy"));
  }

  @Test
  void theTransformIsFoundByItsName() {
    assertTrue(
        ServiceLoader.load(TableTransform.class).stream()
            .anyMatch(provider -> provider.get().name().equals("embed")));
  }

  private static void assertSays(String message, Map<String, Object> with) {
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class,
                () -> new Embed().prepare(with, INPUTS, Optional.empty()))
            .getMessage());
  }

  private static List<List<?>> rows(TableTransform.Prepared embed, List<String> tables)
      throws Exception {
    return RunsTransform.rows(embed, tables).stream()
        .sorted(Comparator.comparing(row -> row.getString("chunk_id") + row.getInt64("the part")))
        .<List<?>>map(Row::getValues)
        .toList();
  }

  private static List<?> expected(String id, long part, String text, float[] embedding) {
    String hash = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    return List.of(id, part, hash, Floats.asList(embedding), MiniLm.NAME, MiniLm.HASH);
  }
}
