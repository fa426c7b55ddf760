package io.lavra.lake.delta;

import io.lavra.lake.io.ScratchFolder;
import io.lavra.lake.storage.Storage;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.apache.hadoop.fs.FSInputStream;

/** A stored file, read at any position; a remote one is brought here first and removed on close. */
final class FetchedInput extends FSInputStream {
  private final ScratchFolder scratch;
  private final RandomAccessFile file;

  FetchedInput(Storage storage, String path) throws IOException {
    scratch = ScratchFolder.temporary();
    try {
      file = new RandomAccessFile(storage.fetch(path, scratch.path()).toFile(), "r");
    } catch (IOException | RuntimeException failure) {
      scratch.close();
      throw failure;
    }
  }

  @Override
  public void seek(long position) throws IOException {
    if (position < 0 || position > file.length()) {
      throw new EOFException("Position " + position + " lies outside the file");
    }
    file.seek(position);
  }

  @Override
  public long getPos() throws IOException {
    return file.getFilePointer();
  }

  @Override
  public boolean seekToNewSource(long position) {
    return false;
  }

  @Override
  public int read() throws IOException {
    return file.read();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return file.read(buffer, offset, length);
  }

  @Override
  public void close() throws IOException {
    try (scratch) {
      file.close();
    }
  }
}
