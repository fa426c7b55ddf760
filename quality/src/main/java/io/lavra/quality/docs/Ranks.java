package io.lavra.quality.docs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In which rank of a drawing each table stands: after all it reads, and layer after layer. */
final class Ranks {
  private final LakeDocs lake;
  private final Map<String, Integer> depths = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  private Ranks(LakeDocs lake) {
    this.lake = lake;
  }

  static Map<String, Integer> of(LakeDocs lake) {
    Ranks ranks = new Ranks(lake);
    Map<String, Integer> result = new HashMap<>();
    int first = 0;
    for (String layer : LakeDocs.LAYERS) {
      List<TableDocs> tables = lake.layer(layer);
      int deepest = -1;
      for (TableDocs table : tables) {
        int depth = ranks.depth(table);
        result.put(table.name(), first + depth);
        deepest = Math.max(deepest, depth);
      }
      first += deepest + 1;
    }
    return result;
  }

  /** The longest way to the table within its layer. */
  private int depth(TableDocs table) {
    Integer known = depths.get(table.name());
    if (known != null || !open.add(table.name())) {
      return known == null ? 0 : known;
    }
    int depth = 0;
    for (String name : table.reads()) {
      TableDocs read = lake.table(name).orElse(null);
      if (read != null && !read.name().equals(table.name()) && read.layer().equals(table.layer())) {
        depth = Math.max(depth, depth(read) + 1);
      }
    }
    depths.put(table.name(), depth);
    return depth;
  }
}
