package io.lavra.plan;

import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.TableVersion;
import io.lavra.project.FilesSource;
import io.lavra.project.Lake;
import io.lavra.project.Table;
import io.lavra.quality.CheckResult;
import io.lavra.quality.Suite;
import io.lavra.source.LandingFile;
import io.lavra.source.LandingFolder;
import io.lavra.source.Ledger;
import io.lavra.source.SourceColumn;
import io.lavra.source.files.NewFiles;
import io.lavra.table.TableTransform.Prepared;
import io.lavra.table.conform.Conform;
import java.io.IOException;
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
 * @param obstacle why the table cannot be built whatever its file says; empty where it can. Then
 *     {@code schema} has the columns it had before, none for a new table
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
    Optional<Obstacle> obstacle,
    List<CheckResult> breaches) {
  /** A table that cannot be looked at today. */
  static Blueprint unseen(
      Table table, Set<String> reads, TableSchema before, Suite suite, Obstacle obstacle) {
    return new Blueprint(
        table,
        reads,
        before,
        suite,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        "",
        Optional.of(obstacle),
        List.of());
  }

  /**
   * The same table, of whose landing files some are read again.
   *
   * @param kept their names
   * @return empty where none of them is there with the content that was taken in
   */
  public Optional<Blueprint> readingAgain(
      Set<String> kept, Lake lake, String profile, TableVersion version) throws IOException {
    FilesSource source = (FilesSource) table.definition();
    List<LandingFile> all = LandingFolder.of(source.glob(), lake.folder(), profile).files();
    List<LandingFile> named = all.stream().filter(file -> kept.contains(file.name())).toList();
    List<LandingFile> there = Ledger.of(version.marks()).taken(named);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    NewFiles files =
        NewFiles.again(there, Formats.of(source), source.bad(), SourceColumn.of(version.schema()));
    return Optional.of(
        new Blueprint(
            table,
            reads,
            files.schema(),
            suite,
            conform,
            prepared,
            files.files(),
            files.columns(),
            this.source,
            obstacle,
            breaches));
  }

  public String name() {
    return table.name();
  }
}
