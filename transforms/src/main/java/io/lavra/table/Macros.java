package io.lavra.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE MACRO} statements of several files. A macro may call one that stands in a file
 * after it: those that cannot be made are tried again once others are there.
 */
final class Macros {
  private static final Pattern HEAD =
      Pattern.compile(
          "(?is)create\\s+(?:or\\s+replace\\s+)?(?:temp(?:orary)?\\s+)?(?:macro|function)\\s+(?:if\\s+not\\s+exists\\s+)?([^\\s(]+)\\s*\\(.*");

  private final DuckDb duckDb;

  Macros(DuckDb duckDb) {
    this.duckDb = duckDb;
  }

  /**
   * A statement of a file.
   *
   * @param file its position among the files
   */
  record Macro(int file, String text, SqlMarks.Part part) {
    String name() {
      Matcher head = HEAD.matcher(part.code());
      return head.matches() ? head.group(1).replace("\"", "") : "";
    }

    SqlException at(String problem) {
      return SqlException.atCharacter(text, part.start(), problem);
    }
  }

  /** Makes the macros of these texts; gives those that cannot be made. */
  List<RefusedMacro> create(Collection<String> files) {
    List<RefusedMacro> refused = new ArrayList<>();
    List<Macro> open = new ArrayList<>();
    int file = 0;
    for (String text : files) {
      for (SqlMarks.Part part : SqlMarks.of(text).statements()) {
        Macro macro = new Macro(file, text, part);
        if (macro.name().isEmpty()) {
          refused.add(
              refused(macro, macro.at("only CREATE MACRO statements stand in macro files")));
        } else {
          open.add(macro);
        }
      }
      file++;
    }
    refused.addAll(create(open));
    return refused;
  }

  private List<RefusedMacro> create(List<Macro> open) {
    List<RefusedMacro> refused = new ArrayList<>();
    List<Macro> left = open;
    for (int before = -1; before != left.size(); ) {
      before = left.size();
      refused.clear();
      List<Macro> again = new ArrayList<>();
      for (Macro macro : left) {
        SqlException why = tryCreate(macro);
        if (why != null) {
          again.add(macro);
          refused.add(refused(macro, why));
        }
      }
      left = again;
    }
    return circles(left, refused);
  }

  private @Nullable SqlException tryCreate(Macro macro) {
    try {
      duckDb.execute(macro.part().sql());
      refuseReading(macro);
      return null;
    } catch (SqlException e) {
      return macro.at("the macro " + macro.name() + " " + e.getMessage());
    } catch (TableException e) {
      SqlException why =
          SqlException.of(String.valueOf(e.getMessage()), macro.part().sql(), 0)
              .behind(macro.text(), macro.part().start());
      String message = String.valueOf(why.getMessage());
      return message.startsWith("Table with name")
          ? why.saying(
              "the macro %s reads a table. Macros compute with what they are given: write the query in the SQL of the table, or give the values as arguments"
                  .formatted(macro.name()))
          : why;
    }
  }

  /** Functions that read files, or tables by names that nobody sees, are refused. */
  private void refuseReading(Macro macro) {
    Set<String> known = tableMacros();
    for (List<?> row :
        duckDb.rows(
            "SELECT function_type, macro_definition FROM duckdb_functions() WHERE NOT internal AND lower(function_name) = lower(%s)"
                .formatted(SqlText.literal(macro.name())))) {
      String definition = String.valueOf(row.get(1));
      String select =
          String.valueOf(row.get(0)).equals("macro") ? "SELECT " + definition : definition;
      SqlTree.tables(select, SqlTree.of(select), known);
    }
  }

  /** The macros that give rows. */
  Set<String> tableMacros() {
    Set<String> names = new HashSet<>();
    duckDb.forEach(
        "SELECT lower(function_name) FROM duckdb_functions() WHERE function_type = 'table_macro' AND NOT internal",
        row -> names.add(String.valueOf(row.get(0))));
    return names;
  }

  /** What waits for another that cannot be made says so: of a circle, each at its place. */
  private static List<RefusedMacro> circles(List<Macro> left, List<RefusedMacro> refused) {
    List<RefusedMacro> said = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      Macro macro = left.get(i);
      SqlException why = refused.get(i).why();
      Optional<Macro> missing =
          left.stream().filter(other -> misses(why, other.name())).findFirst();
      said.add(
          missing.isEmpty()
              ? refused.get(i)
              : refused(
                  macro,
                  why.saying(
                      "the macro %s calls %s, which cannot be made first"
                          .formatted(macro.name(), missing.get().name()))));
    }
    return said;
  }

  private static boolean misses(SqlException why, String name) {
    return String.valueOf(why.getMessage())
        .toLowerCase(java.util.Locale.ROOT)
        .contains("function with name " + name.toLowerCase(java.util.Locale.ROOT) + " ");
  }

  private static RefusedMacro refused(Macro macro, SqlException why) {
    return new RefusedMacro(macro.file(), why);
  }
}
