package io.lavra.lake;

import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** How Delta Standalone reads and writes the log's text files: through {@link Storage}. */
public final class StorageLogStore extends LogStore {
  private final Storage storage;

  public StorageLogStore(Configuration hadoop) {
    super(hadoop);
    storage = StorageFileSystem.storage(hadoop);
  }

  @Override
  public CloseableIterator<String> read(Path path, Configuration hadoop) throws IOException {
    try {
      return new Lines(
          new BufferedReader(
              new InputStreamReader(
                  storage.open(StorageFileSystem.below(path)), StandardCharsets.UTF_8)));
    } catch (NoSuchFileException absent) {
      throw new FileNotFoundException(path.toString());
    }
  }

  @Override
  public void write(Path path, Iterator<String> lines, Boolean overwrite, Configuration hadoop)
      throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEachRemaining(line -> text.append(line).append('\n'));
    byte[] content = text.toString().getBytes(StandardCharsets.UTF_8);
    String below = StorageFileSystem.below(path);
    if (overwrite) {
      try (OutputStream output = new PutOutput(storage, below)) {
        output.write(content);
      }
    } else {
      storage.create(below, content);
    }
  }

  /** The files of the same folder, from this name on, sorted by name. */
  @Override
  public Iterator<FileStatus> listFrom(Path path, Configuration hadoop) throws IOException {
    Path folder = path.getParent();
    return storage.list(StorageFileSystem.below(folder)).stream()
        .map(StorageFileSystem::status)
        .filter(status -> status.getPath().getParent().equals(folder))
        .filter(status -> status.getPath().getName().compareTo(path.getName()) >= 0)
        .iterator();
  }

  @Override
  public Path resolvePathOnPhysicalStorage(Path path, Configuration hadoop) {
    return path;
  }

  /** Both storages show a file only when it is whole. */
  @Override
  public Boolean isPartialWriteVisible(Path path, Configuration hadoop) {
    return false;
  }

  private static final class Lines implements CloseableIterator<String> {
    private final BufferedReader reader;
    private final Iterator<String> lines;

    Lines(BufferedReader reader) {
      this.reader = reader;
      this.lines = reader.lines().iterator();
    }

    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public String next() {
      return lines.next();
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
