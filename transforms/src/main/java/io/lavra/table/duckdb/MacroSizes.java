package io.lavra.table.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How large statements become once the macros that they call are written out. DuckDB writes them
 * out while it binds, where nothing can stop it: 25 macros of which each calls the one before twice
 * make 67 million terms.
 */
public final class MacroSizes {
  /** Terms that macros may add to a statement; binding 10,000 takes about a second. */
  static final long LIMIT = 20_000;

  private static final long ENDLESS = 1L << 40;

  private final Map<String, Size> macros = new HashMap<>();

  /**
   * Terms as a sum: a number of its own, and so many for each term of an argument.
   *
   * @param own terms of the body
   * @param times how often arguments stand in it, at most
   */
  private record Size(long own, long times) {
    private static final Size NONE = new Size(0, 0);

    Size {
      own = Math.min(own, ENDLESS);
      times = Math.min(times, ENDLESS);
    }

    Size plus(Size other) {
      return new Size(own + other.own, times + other.times);
    }

    Size max(Size other) {
      return new Size(Math.max(own, other.own), Math.max(times, other.times));
    }

    /** With these in the place of its arguments. */
    Size of(Size arguments) {
      return new Size(
          own + product(times, arguments.own), product(times, Math.max(1, arguments.times)));
    }

    private static long product(long a, long b) {
      return a > 0 && b > ENDLESS / a ? ENDLESS : a * b;
    }
  }

  /**
   * Makes a macro known.
   *
   * @param bodies of all forms of it, as parsed
   */
  void add(String name, List<JsonNode> bodies) {
    Size size = bodies.stream().map(body -> size(body, macros)).reduce(Size.NONE, Size::max);
    macros.merge(name.toLowerCase(Locale.ROOT), size, Size::max);
  }

  /** Throws {@link SqlException} if the macros that a statement calls make it too large. */
  public void require(String sql, JsonNode tree) {
    if (size(tree, macros).own() - size(tree, Map.of()).own() > LIMIT) {
      throw SqlException.at(
          sql,
          0,
          "the macros it calls become more than %s terms once they are written out; compute a part once, in a WITH of its own, and call macros on its columns"
              .formatted(LIMIT));
    }
  }

  /** Whatever names a column may be an argument. */
  private static Size size(JsonNode node, Map<String, Size> macros) {
    if (node.path("class").asText().equals("COLUMN_REF")) {
      return new Size(1, 1);
    }
    Size parts = node.isObject() && node.has("type") ? new Size(1, 0) : Size.NONE;
    for (JsonNode part : node) {
      parts = parts.plus(size(part, macros));
    }
    Size macro = macros.get(node.path("function_name").asText().toLowerCase(Locale.ROOT));
    return macro == null ? parts : macro.of(parts);
  }
}
