package io.lavra.table.conform;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.identifiers;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which row stands for its key. Ties are broken by arrival, source and offset, never by chance.
 *
 * @param key the conformed columns that make the key; a row where one of them is null goes to
 *     quarantine
 * @param latest whether the row with the greatest {@code by} stays, else the one with the least
 * @param by the ordering column; null to go by arrival alone
 */
public record Deduplicate(List<String> key, boolean latest, @Nullable String by)
    implements Serializable {
  public Deduplicate {
    key = List.copyOf(key);
    if (key.isEmpty()) {
      throw new IllegalArgumentException("To deduplicate, name at least one key column");
    }
  }

  /**
   * Ranks the rows of a key, as an SQL expression; the row that stays has rank 1.
   *
   * @param columns all that the rows have, by which rows of one line are told apart
   */
  public String rank(List<String> columns) {
    String direction = latest ? " DESC NULLS LAST" : " ASC NULLS LAST";
    List<String> order = new ArrayList<>();
    if (by != null) {
      order.add(identifier(by) + direction);
    }
    for (String column : List.of("_arrived_at", "_source", "_offset")) {
      order.add(column + direction);
    }
    columns.forEach(column -> order.add(identifier(column) + direction));
    return "row_number() OVER (PARTITION BY %s ORDER BY %s)"
        .formatted(identifiers(key), String.join(", ", order));
  }
}
