package io.lavra.plan;

import io.lavra.project.CsvOptions;
import io.lavra.project.FilesSource;
import io.lavra.source.files.FileFormat;

/** A table file's format, as the source stage knows it. */
public final class Formats {
  private Formats() {}

  public static FileFormat of(FilesSource source) {
    CsvOptions csv = source.csv();
    return switch (source.format()) {
      case CSV ->
          new FileFormat.Csv(
              csv.delimiter(),
              csv.quote(),
              csv.encoding(),
              csv.skipLines(),
              csv.header(),
              csv.names());
      case JSON -> new FileFormat.Json("UTF-8");
      case JSONL -> new FileFormat.JsonLines("UTF-8");
    };
  }
}
