package io.lavra.lake.delta;

import io.lavra.lake.Location;
import io.lavra.lake.io.ScratchFolder;
import io.lavra.lake.parquet.Footer;
import io.lavra.lake.storage.Storage;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.apache.parquet.hadoop.ParquetFileReader;

/** Counts the rows of files whose writer left no statistics in the log. */
record FooterRows(Location root, Storage storage) {
  long of(String path) throws IOException {
    try (ScratchFolder scratch = ScratchFolder.temporary();
        ParquetFileReader file = Footer.open(storage.fetch(path, scratch.path()))) {
      return file.getRecordCount();
    } catch (NoSuchFileException missing) {
      throw LakeErrors.missingFile(root, path, missing);
    } catch (RuntimeException broken) {
      throw LakeErrors.unreadable(
          root, "its file \"%s\" is no Parquet: %s".formatted(path, broken.getMessage()), broken);
    }
  }
}
