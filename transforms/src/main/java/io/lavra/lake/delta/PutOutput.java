package io.lavra.lake.delta;

import io.lavra.lake.io.PlacedOutput;
import io.lavra.lake.io.ScratchFolder;
import io.lavra.lake.storage.Storage;
import java.io.FilterOutputStream;
import java.io.IOException;

/** A file that is written aside and put in the storage, whole, when it is closed. */
final class PutOutput extends FilterOutputStream {
  private final Storage storage;
  private final String path;
  private final ScratchFolder scratch;
  private boolean closed;

  PutOutput(Storage storage, String path) throws IOException {
    this(storage, path, ScratchFolder.temporary());
  }

  private PutOutput(Storage storage, String path, ScratchFolder scratch) throws IOException {
    super(PlacedOutput.open(scratch.path().resolve("file")));
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
    try (scratch) {
      super.close();
      storage.put(path, scratch.path().resolve("file"));
    }
  }
}
