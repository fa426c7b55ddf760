package io.lavra.source;

import io.lavra.lake.TableSchema;
import io.lavra.lake.TableVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The landing files a bronze table has not taken in yet.
 *
 * @param columns the columns of the table's source with these files: those it has first, then new
 *     ones in order of appearance
 */
public record NewFiles(List<LandingFile> files, List<SourceColumn> columns) {
  public NewFiles {
    files = List.copyOf(files);
    columns = List.copyOf(columns);
  }

  /**
   * Asks the table's ledger which files are new or have changed, and looks at their beginnings.
   *
   * @param table the table's newest version; empty where it is yet to be made
   */
  public static NewFiles find(
      List<LandingFile> landing, FileFormat format, Optional<TableVersion> table)
      throws IOException {
    List<LandingFile> open =
        Ledger.of(table.map(TableVersion::marks).orElse(Map.of())).notTaken(landing);
    List<SourceColumn> known =
        table.map(version -> SourceColumn.of(version.schema())).orElse(List.of());
    return new NewFiles(open, LandingColumns.find(open, format, known));
  }

  /** The table's columns, see {@link IngestFiles#schema}. */
  public TableSchema schema() {
    return IngestFiles.schema(columns);
  }
}
