package io.lavra.lake.delta;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.storage.CloseableIterator;
import io.delta.storage.LogStore;
import io.lavra.lake.storage.Storage;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * How Delta Standalone reads and writes the log's text files: through {@link Storage}. It makes a
 * store for each look at a log and then asks three times for the same commits, which never change.
 */
public final class StorageLogStore extends LogStore {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LAST_CHECKPOINT = "_last_checkpoint";

  private static final int REMEMBERED_CHARACTERS = 1 << 20;

  private final Storage storage;
  private final LogView view;
  private final Map<String, List<String>> commits = new ConcurrentHashMap<>();

  public StorageLogStore(Configuration hadoop) {
    super(hadoop);
    storage = StorageFileSystem.storage(hadoop);
    view = LogView.of(hadoop);
  }

  @Override
  public CloseableIterator<String> read(Path path, Configuration hadoop) throws IOException {
    String below = StorageFileSystem.below(path);
    List<String> lines = commits.get(below);
    if (lines == null) {
      if (path.getName().equals(LAST_CHECKPOINT)) {
        return new Lines(pointer(path, below).iterator());
      }
      lines = lines(below);
      requireCommit(below, lines);
      if (lines.stream().mapToInt(String::length).sum() < REMEMBERED_CHARACTERS) {
        commits.put(below, lines);
      }
    }
    return new Lines(lines.iterator());
  }

  private List<String> lines(String below) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(storage.open(below), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (NoSuchFileException absent) {
      throw new FileNotFoundException(below);
    }
  }

  private List<String> pointer(Path path, String below) throws IOException {
    List<String> lines = view.pointer() ? lines(below) : List.of();
    try {
      if (JSON.readTree(String.join("\n", lines)).isObject()) {
        return lines;
      }
    } catch (JsonProcessingException cut) {
      // Standalone would wait for the rest, which nobody writes.
    }
    throw new FileNotFoundException(path + " points nowhere; the log is read without it");
  }

  private static void requireCommit(String below, List<String> lines) {
    if (DeltaLogFolder.commitOf(below).isPresent()) {
      CommitLines.problem(lines)
          .ifPresent(
              problem -> {
                throw new DamagedLog("the commit %s %s".formatted(below, problem));
              });
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
    return storage.listFrom(StorageFileSystem.below(path)).stream()
        .filter(file -> view.shows(file.path()))
        .map(StorageFileSystem::status)
        .filter(status -> status.getPath().getParent().equals(folder))
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
