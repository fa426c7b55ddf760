package io.lavra.table;

import io.lavra.lake.TableSchema;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/**
 * A named step that turns tables into a table row by row: {@code transform: forecast} in a table
 * file. Found by {@link java.util.ServiceLoader}, so a team can add its own.
 */
public interface TableTransform {
  /** What a table file calls it, e.g. {@code forecast}. */
  String name();

  /**
   * Checks the configuration and says how to run it. Reads no data.
   *
   * @param with the table file's {@code with}: strings, numbers, booleans, lists and maps of these
   * @param inputs the columns of each input, by the name the table file gives it
   * @param previous the columns of the table's own last version, where there is one
   * @throws IllegalArgumentException with a message for the user that names the key and the remedy
   */
  Prepared prepare(
      Map<String, Object> with, Map<String, TableSchema> inputs, Optional<TableSchema> previous);

  /**
   * A transform ready to run.
   *
   * @param select DuckDB SQL whose rows are the elements: one per series, per document, per text.
   *     It reads the inputs by their names, and the table's last version as {@code previous}
   * @param elements the columns {@code select} gives
   * @param output the columns of the table
   * @param step from elements to rows, in any order; the same element must always give the same
   *     rows
   * @param codeVersion changes when the same input would give other rows (a model's hash, an
   *     algorithm's number)
   */
  record Prepared(
      String select,
      TableSchema elements,
      TableSchema output,
      PTransform<PCollection<Row>, PCollection<Row>> step,
      String codeVersion) {}
}
