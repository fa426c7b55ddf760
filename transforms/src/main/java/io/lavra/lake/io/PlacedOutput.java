package io.lavra.lake.io;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file of no table. What cannot be written is told with its place, see DiskFailure. */
public final class PlacedOutput extends FilterOutputStream {
  private final Path file;

  private PlacedOutput(Path file) throws IOException {
    super(Files.newOutputStream(file));
    this.file = file;
  }

  /** A stream to a file, made anew. */
  public static PlacedOutput open(Path file) throws IOException {
    try {
      return new PlacedOutput(file);
    } catch (IOException e) {
      throw DiskFailure.at(file, e);
    }
  }

  /** A whole file. */
  public static Path write(Path file, byte[] content) throws IOException {
    try (PlacedOutput out = open(file)) {
      out.write(content);
    }
    return file;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      throw DiskFailure.at(file, e);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } catch (IOException e) {
      throw DiskFailure.at(file, e);
    }
  }
}
