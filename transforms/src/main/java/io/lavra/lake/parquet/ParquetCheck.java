package io.lavra.lake.parquet;

import io.lavra.lake.io.IoFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.ParquetFileReader;

/** Whether a Parquet file on this machine is whole. */
public final class ParquetCheck {
  private ParquetCheck() {}

  /**
   * What is wrong with a file, as the end of a sentence; empty if nothing is.
   *
   * @param deep whether every page is read and unpacked; else the footer alone
   */
  public static Optional<String> problem(Path parquet, boolean deep) {
    try (ParquetFileReader reader = Footer.open(parquet)) {
      if (deep) {
        read(reader);
      }
      return Optional.empty();
    } catch (IOException failure) {
      return Optional.of("cannot be read: " + IoFailure.words(failure));
    } catch (RuntimeException | Error broken) {
      if (broken instanceof VirtualMachineError) {
        throw broken;
      }
      return Optional.of("is no whole Parquet file");
    }
  }

  private static void read(ParquetFileReader reader) throws IOException {
    for (PageReadStore group = reader.readNextRowGroup();
        group != null;
        group = reader.readNextRowGroup()) {
      for (ColumnDescriptor column : reader.getFileMetaData().getSchema().getColumns()) {
        PageReader pages = group.getPageReader(column);
        pages.readDictionaryPage();
        for (DataPage page = pages.readPage(); page != null; page = pages.readPage()) {
          unpack(page);
        }
      }
    }
  }

  private static void unpack(DataPage page) throws IOException {
    if (page instanceof DataPageV1 one) {
      one.getBytes().toByteArray();
    } else if (page instanceof DataPageV2 two) {
      two.getData().toByteArray();
    }
  }
}
