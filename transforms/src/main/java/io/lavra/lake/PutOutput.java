package io.lavra.lake;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is written aside and put in the storage, whole, when it is closed. */
final class PutOutput extends FilterOutputStream {
  private final Storage storage;
  private final String path;
  private final Path scratch;
  private boolean closed;

  PutOutput(Storage storage, String path) throws IOException {
    this(storage, path, Files.createTempDirectory("lavra-log-"));
  }

  private PutOutput(Storage storage, String path, Path scratch) throws IOException {
    super(Files.newOutputStream(scratch.resolve("file")));
    this.storage = storage;
    this.path = path;
    this.scratch = scratch;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      super.close();
      storage.put(path, scratch.resolve("file"));
    } finally {
      Scratch.remove(scratch);
    }
  }
}
