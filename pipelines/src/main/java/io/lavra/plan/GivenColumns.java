package io.lavra.plan;

import io.lavra.lake.Column;
import io.lavra.lake.TableSchema;
import io.lavra.project.Query;
import io.lavra.project.Table;
import io.lavra.table.lineage.Catalog;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Inert;
import io.lavra.words.Nearest;
import io.lavra.words.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the columns of a table must be like, whether they were declared or come out of SQL. */
record GivenColumns(Table table) {
  /** Of so many problems no more are looked for. */
  private static final int MANY = 20;

  private static final String NAME = "[a-z][a-z0-9_]{0,99}";

  /** Names that no table may have, each where the statement gives it. */
  static List<Problem> names(Query query, List<String> names) {
    if (names.size() > Table.MAX_COLUMNS) {
      return List.of(
          new Problem(
              new Place(query.file(), 1),
              "The SELECT gives %s columns, and a table has %s at most."
                  .formatted(names.size(), Table.MAX_COLUMNS),
              Table.FEWER_COLUMNS));
    }
    List<Problem> problems = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size() && problems.size() < MANY; i++) {
      String name = names.get(i);
      if (!name.matches(NAME)) {
        problems.add(
            new Problem(
                place(query, i),
                "%s is no column name.".formatted(Inert.quoted(name)),
                "Name it by \"as\", with a to z, 0 to 9 and _, beginning with a letter."));
      } else if (!seen.add(name)) {
        problems.add(
            new Problem(
                place(query, i),
                "Two columns are named %s.".formatted(Inert.quoted(name)),
                "Give one of them another name, or leave it out."));
      }
    }
    return problems;
  }

  private static Place place(Query query, int column) {
    return new Place(query.file(), Catalog.lineOfColumn(query.sql(), column));
  }

  /** What is wrong with {@code write}, where it names columns. */
  List<Problem> written(TableSchema schema) {
    List<Problem> problems = new ArrayList<>();
    List<String> partitionBy = table.write().partitionBy();
    Place place = table.write().partitioned().orElse(new Place(table.file(), 0));
    for (String name : partitionBy) {
      Optional<Column> column =
          schema.columns().stream().filter(one -> one.name().equals(name)).findFirst();
      if (column.isEmpty()) {
        problems.add(unknown(place, name, schema));
      } else if (!column.get().type().isPartition()) {
        problems.add(
            new Problem(
                place,
                "A table cannot be partitioned by \"%s\", which is %s: not every reader can read such values from the log."
                    .formatted(name, column.get().type()),
                "Partition by a string, boolean, int, bigint, decimal without a fraction, date or timestamp, or use cluster-by."));
      }
    }
    if (new HashSet<>(partitionBy).size() < partitionBy.size()) {
      problems.add(
          new Problem(place, "\"partition-by\" names a column twice.", "Name each column once."));
    } else if (problems.isEmpty() && partitionBy.size() == schema.columns().size()) {
      problems.add(
          new Problem(
              place,
              "The table has no column besides its partition columns.",
              "Leave one out of partition-by."));
    }
    Place anywhere = new Place(table.file(), 0);
    for (List<String> names : List.of(table.write().key(), table.write().clusterBy())) {
      names.stream()
          .filter(name -> schema.column(name).isEmpty())
          .forEach(name -> problems.add(unknown(anywhere, name, schema)));
    }
    return problems;
  }

  private static Problem unknown(Place place, String name, TableSchema schema) {
    return new Problem(
        place,
        "The table has no column %s.".formatted(Inert.quoted(name)),
        Nearest.remedy(name, schema.names()));
  }
}
