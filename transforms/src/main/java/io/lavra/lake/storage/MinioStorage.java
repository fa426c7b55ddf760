package io.lavra.lake.storage;

import io.lavra.lake.Location;
import io.lavra.lake.io.PlacedOutput;
import io.lavra.lake.io.S3Failure;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.ListObjectsArgs;
import io.minio.PutObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.UploadObjectArgs;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects below a prefix of a bucket on an S3-compatible server. */
public final class MinioStorage implements Storage {
  /** What one request uploads at the most: read from the file as it is sent, not into memory. */
  private static final long PART_BYTES = 64L << 20;

  private final MinioServer server;
  private final String uri;
  private final String bucket;
  private final String prefix;

  private MinioStorage(MinioServer server, String uri, String bucket, String prefix) {
    this.server = server;
    this.uri = uri;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  public static MinioStorage open(Location location, S3Connection connection) {
    S3Place place = S3Place.of(location);
    return new MinioStorage(
        MinioServer.at(connection), location.uri(), place.bucket(), place.prefix());
  }

  @Override
  public List<Stored> list(String folder) throws IOException {
    return listed(below(folder).build());
  }

  @Override
  public List<Stored> listStarting(String start, boolean below) throws IOException {
    ListObjectsArgs.Builder starting = ListObjectsArgs.builder().bucket(bucket);
    return listed(starting.prefix(prefix + start).recursive(below).build());
  }

  /**
   * Servers leave out a name itself when asked for what comes after it, but not one that it starts.
   */
  @Override
  public List<Stored> listFrom(String path) throws IOException {
    String before = key(path).substring(0, key(path).length() - 1);
    return listed(below(StoragePath.parent(path)).startAfter(before).build()).stream()
        .filter(file -> file.path().compareTo(path) >= 0)
        .toList();
  }

  private ListObjectsArgs.Builder below(String folder) {
    String below = prefix + (folder.isEmpty() ? "" : StoragePath.folder(folder, uri) + "/");
    return ListObjectsArgs.builder().bucket(bucket).prefix(below).recursive(true);
  }

  private List<Stored> listed(ListObjectsArgs request) throws IOException {
    return server.retrying(
        client -> {
          List<Stored> found = new ArrayList<>();
          for (Result<Item> result : client.listObjects(request)) {
            Item item = result.get();
            if (isFile(item)) {
              found.add(stored(item));
            }
          }
          found.sort(Comparator.comparing(Stored::path));
          return List.copyOf(found);
        });
  }

  @Override
  public Optional<Stored> find(String path) throws IOException {
    try {
      StatObjectResponse found = stat(path);
      long modified = found.lastModified().toInstant().toEpochMilli();
      return Optional.of(new Stored(path, found.size(), modified));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(String path) throws IOException {
    String key = key(path);
    GetObjectResponse whole = get(GetObjectArgs.builder().bucket(bucket).object(key).build());
    String tag = whole.headers().get("ETag");
    return new ResumingInput(whole, offset -> get(rest(key, offset, tag)));
  }

  private GetObjectResponse get(GetObjectArgs request) throws IOException {
    return server.retrying(client -> client.getObject(request));
  }

  private GetObjectArgs rest(String key, long offset, @Nullable String tag) {
    GetObjectArgs.Builder request = GetObjectArgs.builder().bucket(bucket).object(key);
    if (offset > 0) {
      request.offset(offset);
    }
    if (tag != null) {
      request.matchETag(tag.replace("\"", ""));
    }
    return request.build();
  }

  /**
   * Asks the server to write only where nothing is. The request is sent once: sent again after a
   * lost answer, it would find its own object and take it for another writer's.
   */
  @Override
  public void create(String path, byte[] content) throws IOException {
    server.requireConditionalPut(bucket, prefix);
    PutObjectArgs request = MinioServer.conditional(bucket, key(path), content);
    try {
      server.once(client -> client.putObject(request));
    } catch (S3Failure failure) {
      if (failure.saysItExists()) {
        throw new FileAlreadyExistsException(path);
      }
      if (failure.isRefusal()) {
        throw failure;
      }
      decideUnknownOutcome(path, content, failure);
    }
  }

  @Override
  public void put(String path, Path finished) throws IOException {
    String key = key(path);
    server.retrying(client -> client.uploadObject(upload(key, finished)));
    Files.delete(finished);
  }

  @Override
  public Path fetch(String path, Path scratch) throws IOException {
    Files.createDirectories(scratch);
    Path copy = Files.createTempFile(scratch, "object-", suffix(path));
    try (InputStream content = open(path);
        OutputStream out = PlacedOutput.open(copy)) {
      content.transferTo(out);
    } catch (IOException | RuntimeException failure) {
      Files.deleteIfExists(copy);
      throw failure;
    }
    return copy;
  }

  @Override
  public void delete(String path) throws IOException {
    server.remove(bucket, key(path));
  }

  @Override
  public String fingerprint(String path) throws IOException {
    StatObjectResponse found = stat(path);
    return found.size() + "-" + found.etag().replace("\"", "");
  }

  private void decideUnknownOutcome(String path, byte[] content, S3Failure failure)
      throws IOException {
    byte[] there;
    try (InputStream object = open(path)) {
      there = object.readAllBytes();
    } catch (NoSuchFileException absent) {
      throw failure;
    }
    if (!Arrays.equals(there, content)) {
      throw new FileAlreadyExistsException(path);
    }
  }

  private StatObjectResponse stat(String path) throws IOException {
    StatObjectArgs request = StatObjectArgs.builder().bucket(bucket).object(key(path)).build();
    return server.retrying(client -> client.statObject(request));
  }

  private UploadObjectArgs upload(String key, Path finished) throws MinioException {
    return UploadObjectArgs.builder()
        .bucket(bucket)
        .object(key)
        .filename(finished.toString(), PART_BYTES)
        .build();
  }

  private Stored stored(Item item) {
    String path = item.objectName().substring(prefix.length());
    return new Stored(path, item.size(), item.lastModified().toInstant().toEpochMilli());
  }

  private String key(String path) {
    return prefix + StoragePath.file(path, uri);
  }

  private static boolean isFile(Item item) {
    String name = item.objectName().substring(item.objectName().lastIndexOf('/') + 1);
    return !item.isDir() && !name.isEmpty() && !name.startsWith(LocalStorage.TEMPORARY);
  }

  private static String suffix(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.contains(".") ? name.substring(name.indexOf('.')) : "";
  }
}
