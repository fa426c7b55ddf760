package io.lavra.lineage;

import io.lavra.lake.Location;
import io.lavra.project.DocumentsSource;
import io.lavra.project.FilesSource;
import io.lavra.project.GitSource;
import io.lavra.project.Table;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What OpenLineage calls a dataset: {@code file} and a path, or {@code s3://bucket} and a key.
 * Files that a glob names are one dataset, named by the glob.
 */
public record DatasetName(String namespace, String name) {
  private static final String FILE = "file";
  private static final String S3 = "s3://";

  /** A table's folder. */
  public static DatasetName of(Location folder) {
    return folder.isLocal()
        ? new DatasetName(FILE, folder.path().toString())
        : ofObject(folder.uri());
  }

  /** What a bronze table takes in; empty for other tables. */
  public static Optional<DatasetName> ofSource(Table table, Path lake) {
    if (table.definition() instanceof FilesSource files) {
      return Optional.of(ofFiles(files.glob(), lake));
    }
    if (table.definition() instanceof DocumentsSource documents) {
      return Optional.of(ofFiles(documents.glob(), lake));
    }
    return table.definition() instanceof GitSource git
        ? Optional.of(ofFiles(git.folder(), lake))
        : Optional.empty();
  }

  private static DatasetName ofFiles(String glob, Path lake) {
    return glob.startsWith(S3)
        ? ofObject(glob)
        : new DatasetName(FILE, lake.resolve(glob).normalize().toString());
  }

  private static DatasetName ofObject(String uri) {
    int slash = uri.indexOf('/', S3.length());
    return slash < 0
        ? new DatasetName(uri, "/")
        : new DatasetName(uri.substring(0, slash), uri.substring(slash + 1));
  }
}
