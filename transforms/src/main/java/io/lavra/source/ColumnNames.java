package io.lavra.source;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names of bronze columns: the source's own, except that Delta allows none of the characters {@code
 * ,;{}()=}, blanks and line breaks (each run becomes {@code _}), that lineage names are taken, and
 * that names are unique whatever their case.
 */
public final class ColumnNames {
  private static final Set<String> TAKEN =
      Set.of("_source", "_offset", "_arrived_at", "_run_id", "_rescued", "year", "month", "day");

  private ColumnNames() {}

  /** The name of one source column, as a table file's {@code from} may also write it. */
  public static String safe(String source) {
    String name =
        source.strip().replaceAll("[ ,;{}()\\n\\t\\r=]+", "_").replaceAll("^_+(?=.)|(?<=.)_+$", "");
    return isTaken(name) ? name + "_" : name;
  }

  /** Whether the name belongs to lineage or partitions. */
  static boolean isTaken(String name) {
    return TAKEN.contains(name.toLowerCase(Locale.ROOT));
  }

  /** A file's columns, each with a name of its own. */
  static List<SourceColumn> of(List<String> sources) {
    List<SourceColumn> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < sources.size(); i++) {
      String base = sources.get(i).isBlank() ? "column_" + (i + 1) : safe(sources.get(i));
      String name = base;
      for (int n = 2; !seen.add(name.toLowerCase(Locale.ROOT)); n++) {
        name = base + "_" + n;
      }
      columns.add(new SourceColumn(sources.get(i), name));
    }
    return columns;
  }
}
