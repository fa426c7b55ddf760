package io.lavra.table.duckdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.table.TableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code CREATE MACRO} statements of several files. A macro may call one that stands in a file
 * after it: those that cannot be made are tried again once others are there.
 */
public final class Macros {
  private final DuckDb duckDb;
  private final MacroSizes sizes = new MacroSizes();

  public Macros(DuckDb duckDb) {
    this.duckDb = duckDb;
  }

  /**
   * A statement of a file.
   *
   * @param file its position among the files
   */
  record Macro(int file, String text, SqlMarks.Part part) {
    String name() {
      return MacroStatement.name(part.code());
    }

    SqlException at(String problem) {
      return SqlException.atCharacter(text, part.start(), problem);
    }
  }

  /** Makes the macros of these texts; gives those that cannot be made. */
  public List<RefusedMacro> create(Collection<String> files) {
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
    String code = macro.part().code();
    List<JsonNode> parts;
    try {
      parts = MacroStatement.parts(code, tableMacros());
    } catch (SqlException e) {
      String message = String.valueOf(e.getMessage());
      SqlException why = e.behind(macro.text(), macro.part().start());
      return message.matches("(?s)(calls|reads) .*")
          ? why.saying("the macro " + macro.name() + " " + message)
          : why;
    }
    try {
      duckDb.execute(code);
      sizes.add(macro.name(), parts);
      return null;
    } catch (TableException e) {
      return refusal(macro, e);
    }
  }

  private static SqlException refusal(Macro macro, TableException e) {
    SqlException why =
        SqlException.of(String.valueOf(e.getMessage()), macro.part().code(), 0)
            .behind(macro.text(), macro.part().start());
    return String.valueOf(why.getMessage()).startsWith("Table with name")
        ? why.saying(
            "the macro %s reads a table. Macros compute with what they are given: write the query in the SQL of the table, or give the values as arguments"
                .formatted(macro.name()))
        : why;
  }

  /** How large statements become that call them. */
  public MacroSizes sizes() {
    return sizes;
  }

  /** The macros that give rows. */
  public Set<String> tableMacros() {
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
