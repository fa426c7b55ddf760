package io.lavra.run;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.tableName;

import io.lavra.embed.SearchIndex;
import io.lavra.embed.SearchIndex.Entry;
import io.lavra.embed.SearchIndex.Hit;
import io.lavra.lake.delta.TableVersion;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import io.lavra.project.Transformed;
import io.lavra.run.record.LakeState;
import io.lavra.table.EngineSettings;
import io.lavra.table.Shard;
import io.lavra.table.duckdb.TableQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Searches the texts a lake has embeddings for. Reads finished tables only; no model is loaded. */
public final class SearchLake {
  private SearchLake() {}

  /** The best passages of all embedded tables, best first; empty where the lake has none. */
  public static List<Hit> search(
      Lake lake, LakeState state, EngineSettings settings, String text, int limit)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Table table : lake.tables().values()) {
      if (table.definition() instanceof Transformed transformed
          && transformed.name().equals("embed")) {
        read(table.name(), transformed, state, settings, entries);
      }
    }
    try (SearchIndex index = new SearchIndex(entries)) {
      return index.search(text, limit);
    }
  }

  private static void read(
      String embeddings,
      Transformed embed,
      LakeState state,
      EngineSettings settings,
      List<Entry> entries)
      throws IOException {
    String texts = embed.inputs().getOrDefault("text", "");
    Optional<TableVersion> vectors = state.version(embeddings);
    Optional<TableVersion> sources = state.version(texts);
    if (vectors.isEmpty() || sources.isEmpty()) {
      return;
    }
    TableQuery query =
        new TableQuery(
            Map.of(
                embeddings,
                Shard.of(embeddings, vectors.get()),
                texts,
                Shard.of(texts, sources.get())),
            settings);
    query.forEach(
        select(embeddings, texts, embed.with(), sources.get()),
        row ->
            entries.add(
                new Entry(
                    text(row.get(0)), text(row.get(1)), text(row.get(2)), floats(row.get(3)))));
  }

  private static String select(
      String embeddings, String texts, Map<String, Object> with, TableVersion source) {
    List<?> ids = (List<?>) with.getOrDefault("id", List.of());
    String join =
        ids.stream()
            .map(id -> "t.%1$s = e.%1$s".formatted(identifier(String.valueOf(id))))
            .collect(Collectors.joining(" AND "));
    String id =
        ids.stream()
            .map(name -> "CAST(t." + identifier(String.valueOf(name)) + " AS VARCHAR)")
            .collect(Collectors.joining(" || '/' || "));
    String title =
        List.of("path", "title").stream()
            .filter(name -> source.schema().column(name).isPresent())
            .map(name -> "t." + identifier(name))
            .collect(Collectors.joining(", "));
    return "SELECT %s, %s, t.%s, e.embedding FROM %s t JOIN %s e ON %s ORDER BY 1"
        .formatted(
            id,
            title.isEmpty() ? "''" : "concat_ws(': ', " + title + ")",
            identifier(String.valueOf(with.getOrDefault("text", "text"))),
            tableName(texts),
            tableName(embeddings),
            join);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static float[] floats(@Nullable Object value) {
    List<?> items = value instanceof List<?> list ? list : List.of();
    float[] floats = new float[items.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = items.get(i) instanceof Number number ? number.floatValue() : 0;
    }
    return floats;
  }
}
