package io.lavra.cli;

import io.lavra.project.ColumnSpec;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns that a table file declares to be personal. */
final class PersonalColumns {
  private PersonalColumns() {}

  static Set<String> of(Lake lake, String name) {
    Table table = lake.tables().get(name);
    return table == null
        ? Set.of()
        : table.columns().stream()
            .filter(ColumnSpec::personal)
            .map(ColumnSpec::name)
            .collect(Collectors.toSet());
  }
}
