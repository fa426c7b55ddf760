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
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** How Delta Standalone reads and writes the log's text files: through {@link Storage}. */
public final class StorageLogStore extends LogStore {
  private static final String LAST_CHECKPOINT = "_last_checkpoint";

  private final Storage storage;

  public StorageLogStore(Configuration hadoop) {
    super(hadoop);
    storage = StorageFileSystem.storage(hadoop);
  }

  @Override
  public CloseableIterator<String> read(Path path, Configuration hadoop) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                storage.open(StorageFileSystem.below(path)), StandardCharsets.UTF_8))) {
      List<String> lines = reader.lines().toList();
      if (path.getName().equals(LAST_CHECKPOINT) && !String.join("", lines).startsWith("{")) {
        throw new FileNotFoundException(path + " points nowhere; the log is read without it");
      }
      return new Lines(lines.iterator());
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

  private record Lines(Iterator<String> lines) implements CloseableIterator<String> {
    @Override
    public boolean hasNext() {
      return lines.hasNext();
    }

    @Override
    public String next() {
      return lines.next();
    }

    @Override
    public void close() {}
  }
}
