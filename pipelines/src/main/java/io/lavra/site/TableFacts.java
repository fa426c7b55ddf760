package io.lavra.site;

import io.lavra.project.Conform;
import io.lavra.project.Definition;
import io.lavra.project.DocumentsSource;
import io.lavra.project.FilesSource;
import io.lavra.project.GitSource;
import io.lavra.project.Query;
import io.lavra.project.Table;
import io.lavra.project.Transformed;
import io.lavra.quality.docs.TableDocs.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a table is made and written, for people. */
final class TableFacts {
  private TableFacts() {}

  /**
   * @param damage why the table cannot be read
   */
  static List<Fact> of(Table table, Optional<String> damage) {
    List<Fact> facts = new ArrayList<>();
    damage.ifPresent(what -> facts.add(new Fact("Damaged", what)));
    facts.add(new Fact("Declared in", table.file().toString().replace('\\', '/')));
    facts.add(new Fact("Made by", making(table.definition())));
    table.where().ifPresent(where -> facts.add(new Fact("Only rows where", where.sql())));
    table
        .deduplicate()
        .ifPresent(
            d ->
                facts.add(
                    new Fact(
                        "One row for each",
                        "%s, the %s%s"
                            .formatted(
                                String.join(", ", d.key()),
                                d.keep().name().toLowerCase(Locale.ROOT),
                                d.by().map(by -> " by " + by).orElse("")))));
    facts.add(new Fact("Written", writing(table)));
    return facts;
  }

  private static String writing(Table table) {
    StringBuilder words =
        new StringBuilder(table.write().mode().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    list(words, " by ", table.write().key());
    list(words, ", a folder for each ", table.write().partitionBy());
    list(words, ", sorted by ", table.write().clusterBy());
    return words.toString();
  }

  private static void list(StringBuilder words, String before, List<String> names) {
    if (!names.isEmpty()) {
      words.append(before).append(String.join(", ", names));
    }
  }

  private static String making(Definition definition) {
    if (definition instanceof FilesSource files) {
      return "taking in files " + files.glob();
    }
    if (definition instanceof GitSource git) {
      return "reading the repository at " + git.folder() + ", " + git.ref();
    }
    if (definition instanceof DocumentsSource documents) {
      return "reading documents " + documents.glob();
    }
    if (definition instanceof Conform conform) {
      return "conforming " + conform.from() + ", column by column";
    }
    return definition instanceof Query query
        ? "the statement in " + query.file().toString().replace('\\', '/')
        : "the transform " + ((Transformed) definition).name();
  }
}
