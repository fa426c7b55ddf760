package io.lavra.table;

import io.lavra.lake.TableSchema;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.Row;

/** Applies a function to every row; its rows have the columns of a table. */
public final class EachRow extends PTransform<PCollection<Row>, PCollection<Row>> {
  private final DoFn<Row, Row> function;
  private final TableSchema output;

  public EachRow(DoFn<Row, Row> function, TableSchema output) {
    this.function = function;
    this.output = output;
  }

  @Override
  public PCollection<Row> expand(PCollection<Row> rows) {
    return rows.apply(ParDo.of(function)).setRowSchema(RowSchemas.of(output));
  }
}
