package io.lavra.plan;

import io.lavra.lake.TableSchema;
import io.lavra.project.Table;
import io.lavra.quality.CheckResult;
import io.lavra.quality.Suite;
import io.lavra.source.LandingFile;
import io.lavra.source.SourceColumn;
import io.lavra.table.Conform;
import io.lavra.table.TableTransform.Prepared;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A table, thought through: what it reads and what it will look like.
 *
 * @param reads the tables it is made from
 * @param schema the columns it will have
 * @param conform how its rows are made, for a table that conforms another
 * @param prepared how its rows are made, for a named transform
 * @param landing the landing files to take in, for files and documents
 * @param sourceColumns the columns of those files
 * @param breaches where a contract is not kept: each is a check that does not pass
 * @param source what a repository or a folder of documents looks like now; empty for others
 */
public record Blueprint(
    Table table,
    Set<String> reads,
    TableSchema schema,
    Suite suite,
    Optional<Conform> conform,
    Optional<Prepared> prepared,
    List<LandingFile> landing,
    List<SourceColumn> sourceColumns,
    String source,
    List<CheckResult> breaches) {
  public Blueprint(
      Table table,
      Set<String> reads,
      TableSchema schema,
      Suite suite,
      Optional<Conform> conform,
      Optional<Prepared> prepared,
      List<LandingFile> landing,
      List<SourceColumn> sourceColumns,
      String source) {
    this(table, reads, schema, suite, conform, prepared, landing, sourceColumns, source, List.of());
  }

  static Blueprint plain(Table table, Set<String> reads, TableSchema schema, Suite suite) {
    return new Blueprint(
        table, reads, schema, suite, Optional.empty(), Optional.empty(), List.of(), List.of(), "");
  }

  Blueprint with(List<CheckResult> found) {
    return new Blueprint(
        table, reads, schema, suite, conform, prepared, landing, sourceColumns, source, found);
  }

  public String name() {
    return table.name();
  }
}
