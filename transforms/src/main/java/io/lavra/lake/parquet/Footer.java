package io.lavra.lake.parquet;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

/** Opens Parquet files on this machine without Hadoop's settings, which it parses for each file. */
public final class Footer {
  private static final ParquetReadOptions PLAIN =
      ParquetReadOptions.builder(new PlainParquetConfiguration()).build();

  private Footer() {}

  public static ParquetFileReader open(Path parquet) throws IOException {
    return ParquetFileReader.open(new LocalInputFile(parquet), PLAIN);
  }
}
