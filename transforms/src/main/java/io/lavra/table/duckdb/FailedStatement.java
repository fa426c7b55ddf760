package io.lavra.table.duckdb;

import static io.lavra.table.duckdb.SqlText.identifier;
import static io.lavra.table.duckdb.SqlText.typeName;

import io.lavra.lake.Column;
import io.lavra.lake.ColumnType;
import io.lavra.table.TableException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stopped a statement on its way through the rows, in the words of the lake: a value that a
 * column's type cannot hold, or the statement's own arithmetic.
 *
 * @param statement the user's, whose lines those of DuckDB's message are
 */
public record FailedStatement(DuckDb duckDb, String statement, List<Column> columns) {
  private static final Pattern KIND =
      Pattern.compile("(?s)(?:Conversion|Out of Range|Invalid Input) Error: (.*)");
  private static final Pattern LINE = Pattern.compile("(?m)^LINE (\\d+):");

  /** The failure to report; that of an engine without rows to blame stays as it is. */
  public TableException explain(TableException failure) {
    String message = String.valueOf(failure.getMessage());
    Matcher kind = KIND.matcher(message);
    if (!kind.matches()) {
      return failure;
    }
    for (Column column : columns) {
      try {
        List<?> found =
            duckDb.rows(
                "SELECT CAST(%1$s AS VARCHAR) FROM (%2$s\n) WHERE %1$s IS NOT NULL AND TRY_CAST(%1$s AS %3$s) IS NULL LIMIT 1"
                    .formatted(identifier(column.name()), statement, typeName(column.type())));
        if (!found.isEmpty()) {
          return tooMuch(column, ((List<?>) found.get(0)).get(0), failure);
        }
      } catch (TableException itself) {
        break; // the statement fails whatever becomes of its columns
      }
    }
    Matcher line = LINE.matcher(message);
    String where = line.find() ? " in line " + line.group(1) : "";
    String what = kind.group(1).lines().findFirst().orElse("").replaceAll("[.!]+$", "");
    return new TableException(
        "the statement fails on its rows%s: %s. Correct it, or read by try_cast what may not fit."
            .formatted(where, what),
        failure);
  }

  private static TableException tooMuch(Column column, Object value, TableException failure) {
    String shown = column.personal() ? "a value" : String.valueOf(value);
    return new TableException(
        "the column \"%s\" is of type %s, which cannot hold %s. %s"
            .formatted(column.name(), column.type(), shown, remedy(column.type())),
        failure);
  }

  private static String remedy(ColumnType type) {
    return type.isNumeric()
        ? "Declare a wider type for it, such as decimal(38,%s) or double.".formatted(type.scale())
        : "Declare another type for it, or correct the statement.";
  }
}
