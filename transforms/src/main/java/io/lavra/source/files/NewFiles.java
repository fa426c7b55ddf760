package io.lavra.source.files;

import io.lavra.lake.TableSchema;
import io.lavra.lake.delta.TableVersion;
import io.lavra.source.LandingException;
import io.lavra.source.LandingFile;
import io.lavra.source.Ledger;
import io.lavra.source.SourceColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The landing files a bronze table has not taken in yet.
 *
 * @param files in the order they were given in; one that is kept back has a defect
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
   * @throws LandingException where a file cannot be read and is not to be kept back
   */
  public static NewFiles find(
      List<LandingFile> landing, FileFormat format, BadFiles bad, Optional<TableVersion> table)
      throws IOException {
    Ledger ledger = Ledger.of(table.map(TableVersion::marks).orElse(Map.of()));
    List<SourceColumn> known =
        table.map(version -> SourceColumn.of(version.schema())).orElse(List.of());
    return look(landing, format, bad, known, file -> !ledger.hasTaken(file));
  }

  /**
   * Looks at the beginnings of files, whether they were taken in or not.
   *
   * @param known the columns the table has
   */
  public static NewFiles again(
      List<LandingFile> files, FileFormat format, BadFiles bad, List<SourceColumn> known)
      throws IOException {
    return look(files, format, bad, known, file -> true);
  }

  private interface Wanted {
    boolean test(LandingFile file) throws IOException;
  }

  private static NewFiles look(
      List<LandingFile> landing,
      FileFormat format,
      BadFiles bad,
      List<SourceColumn> known,
      Wanted wanted)
      throws IOException {
    List<LandingFile> open = new ArrayList<>();
    List<SourceColumn> columns = known;
    List<LandingException> failures = new ArrayList<>();
    for (LandingFile file : landing) {
      try {
        if (wanted.test(file)) {
          LandingFile.Defect defect = file.defect();
          if (defect == null) {
            columns = LandingColumns.with(columns, file, format);
          } else if (bad == BadFiles.FAIL) {
            failures.add(LandingException.of(defect));
          }
          open.add(file);
        }
      } catch (IOException e) {
        LandingException failure = LandingException.of(file, format.encoding(), e);
        if (!failure.isOfTheFile()) {
          throw failure;
        }
        LandingFile keptBack = file.keptBack(failure);
        if (bad == BadFiles.FAIL) {
          failures.add(failure);
        } else if (wanted.test(keptBack)) {
          open.add(keptBack);
        }
      }
    }
    if (!failures.isEmpty()) {
      throw LandingException.first(failures);
    }
    return new NewFiles(open, columns);
  }

  /** The table's columns, see {@link IngestFiles#schema}. */
  public TableSchema schema() {
    return IngestFiles.schema(columns);
  }
}
