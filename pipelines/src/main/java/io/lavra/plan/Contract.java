package io.lavra.plan;

import io.lavra.lake.Column;
import io.lavra.lake.TableSchema;
import io.lavra.project.ColumnSpec;
import io.lavra.project.Table;
import io.lavra.quality.CheckResult;
import io.lavra.quality.expectation.Severity;
import io.lavra.words.ConfigurationException;
import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Nearest;
import io.lavra.words.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code contract: { enforced: true }}: the definition gives the columns that are declared, each of
 * the type that is declared, and no others. Without it, columns that are declared are cast, and
 * others are as the definition gives them.
 */
public final class Contract {
  private static final String NAME = "contract";

  private Contract() {}

  /** What differs, declared columns first; none for a table without a contract. */
  static List<CheckResult> breaches(Table table, TableSchema given) {
    List<CheckResult> breaches = new ArrayList<>();
    if (!table.contract()) {
      return breaches;
    }
    Map<String, ColumnSpec> declared = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (ColumnSpec spec : table.columns()) {
      declared.put(spec.name(), spec);
      Optional<Column> column = given.column(spec.name());
      if (column.isEmpty()) {
        String near = Nearest.remedy(spec.name(), given.names());
        breaches.add(
            breach(
                spec.name(),
                "missing",
                "declared as %s, not given. %s".formatted(spec.type(), near)));
      } else if (!column.get().type().equals(spec.type())) {
        String type = column.get().type().toString();
        breaches.add(
            breach(spec.name(), type, "declared as %s, given as %s".formatted(spec.type(), type)));
      }
    }
    for (Column column : given.columns()) {
      if (!declared.containsKey(column.name())) {
        String type = column.type().toString();
        breaches.add(breach(column.name(), type, "not declared, given as " + type));
      }
    }
    return breaches;
  }

  private static CheckResult breach(String column, String observed, String message) {
    return new CheckResult(
        NAME, Optional.of(column), Severity.FAIL, false, observed, column + ": " + message);
  }

  /** All that differs, in a line. */
  public static String complaints(List<CheckResult> breaches) {
    return "the contract is not kept: "
        + breaches.stream().map(CheckResult::message).collect(Collectors.joining("; "));
  }

  /** Throws {@link ConfigurationException} naming each table whose contract is not kept. */
  public static void requireKept(Collection<Blueprint> blueprints) {
    List<Problem> problems = new ArrayList<>();
    for (Blueprint blueprint : blueprints) {
      for (CheckResult breach : blueprint.breaches()) {
        problems.add(
            new Problem(
                place(blueprint.table(), breach.column().orElse("")),
                "The contract is not kept: %s."
                    .formatted(breach.message().replaceFirst("\\. .*", "")),
                "Correct the definition, or columns."));
      }
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
  }

  private static Place place(Table table, String column) {
    return table.columns().stream()
        .filter(spec -> spec.name().equals(column))
        .map(ColumnSpec::place)
        .findFirst()
        .orElse(new Place(table.file(), 0));
  }
}
