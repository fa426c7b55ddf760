package io.lavra.lake.delta;

import io.lavra.lake.Location;
import io.lavra.lake.storage.Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * A table's folder as Delta Standalone wants to see it: {@code lavra:/} is the table's root,
 * whatever storage it lies on. Only what reading and checkpointing a log needs is here.
 */
public final class StorageFileSystem extends FileSystem {
  static final String SCHEME = "lavra";
  static final URI ROOT = URI.create(SCHEME + ":/");
  private static final String LOCATION = "lavra.location";
  private static final String PROFILE = "lavra.profile";

  @SuppressWarnings("NullAway.Init") // Hadoop calls initialize before anything else
  private Storage storage;

  /** A Hadoop configuration in which {@code lavra:/} is this location. */
  static Configuration configuration(Location root) {
    Configuration hadoop = new Configuration(false);
    hadoop.set(LOCATION, root.uri());
    hadoop.set(PROFILE, root.profile());
    hadoop.setClass("fs.lavra.impl", StorageFileSystem.class, FileSystem.class);
    hadoop.setBoolean("fs.lavra.impl.disable.cache", true);
    hadoop.set("delta.logStore.lavra.impl", StorageLogStore.class.getName());
    hadoop.set("fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");
    hadoop.setBoolean("fs.file.impl.disable.cache", true);
    return hadoop;
  }

  static Storage storage(Configuration hadoop) {
    // Raw: a profile names variables, which Hadoop would fill in.
    return Storage.at(
        new Location(
            Objects.requireNonNull(hadoop.getRaw(LOCATION)),
            Objects.requireNonNull(hadoop.getRaw(PROFILE))));
  }

  /** The path below the table's root. */
  static String below(Path path) {
    return path.toUri().getPath().substring(1);
  }

  static FileStatus status(Storage.Stored file) {
    Path path = new Path(SCHEME, null, "/" + file.path());
    return new FileStatus(file.bytes(), false, 1, 1, file.modified(), path);
  }

  @Override
  public void initialize(URI name, Configuration hadoop) throws IOException {
    super.initialize(name, hadoop);
    setConf(hadoop);
    storage = storage(hadoop);
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public URI getUri() {
    return ROOT;
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    try {
      return new FSDataInputStream(new FetchedInput(storage, below(path)));
    } catch (NoSuchFileException absent) {
      throw new FileNotFoundException(path.toString());
    }
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      FsPermission permission,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    if (!overwrite && storage.find(below(path)).isPresent()) {
      throw new org.apache.hadoop.fs.FileAlreadyExistsException(path.toString());
    }
    return new FSDataOutputStream(new PutOutput(storage, below(path)), null);
  }

  @Override
  public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
    throw new UnsupportedOperationException("No file of a table is appended to");
  }

  @Override
  public boolean rename(Path from, Path to) {
    throw new UnsupportedOperationException("No file of a table is renamed");
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    storage.delete(below(path));
    return true;
  }

  /** The files of a folder; of a file, the file itself. */
  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    FileStatus found = getFileStatus(path);
    if (found.isFile()) {
      return new FileStatus[] {found};
    }
    return storage.list(below(path)).stream()
        .map(StorageFileSystem::status)
        .toArray(FileStatus[]::new);
  }

  /** Folders exist because they are named: a storage knows only files. */
  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    String below = below(path);
    if (below.isEmpty() || below.equals(DeltaLogFolder.FOLDER)) {
      return new FileStatus(0, true, 1, 1, 0, path);
    }
    return storage
        .find(below)
        .map(StorageFileSystem::status)
        .orElseThrow(() -> new FileNotFoundException(path.toString()));
  }

  @Override
  public boolean mkdirs(Path path, FsPermission permission) {
    return true;
  }

  @Override
  public void setWorkingDirectory(Path folder) {
    throw new UnsupportedOperationException("Paths in a table are absolute");
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(ROOT);
  }
}
