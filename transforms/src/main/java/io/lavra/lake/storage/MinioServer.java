package io.lavra.lake.storage;

import io.lavra.lake.LakeException;
import io.lavra.lake.io.S3Failure;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The way to one S3 server: one client per connection and JVM. */
public final class MinioServer {
  private static final byte[] PROBE = "lavra".getBytes(StandardCharsets.US_ASCII);
  private static final Map<S3Connection, MinioServer> SERVERS = new ConcurrentHashMap<>();

  /** A request; sent by {@link #once} or {@link #retrying}. */
  public interface Request<T> {
    T send(MinioClient client) throws MinioException;
  }

  private final MinioClient client;
  private final String endpoint;
  private final Patience patience;
  private final Set<String> probedBuckets = ConcurrentHashMap.newKeySet();

  private MinioServer(S3Connection connection) {
    this.endpoint = connection.endpoint();
    this.patience = new Patience(endpoint);
    this.client =
        MinioClient.builder()
            .endpoint(connection.endpoint())
            .credentials(connection.accessKey(), connection.secretKey())
            .httpClient(S3Http.client(connection))
            .build();
  }

  public static MinioServer at(S3Connection connection) {
    return SERVERS.computeIfAbsent(connection, MinioServer::new);
  }

  /** Sends a request once; what it did where no answer comes is for the caller to find out. */
  public <T> T once(Request<T> request) throws IOException {
    return patience.once(() -> send(request));
  }

  /** For requests that may be sent twice with the same effect. */
  public <T> T retrying(Request<T> request) throws IOException {
    return patience.retrying(() -> send(request));
  }

  private <T> T send(Request<T> request) throws IOException {
    try {
      return request.send(client);
    } catch (MinioException failure) {
      throw S3Failure.of(endpoint, failure);
    } catch (IllegalStateException wrapped) {
      // The SDK's listing asks for its pages from inside an iterator, which cannot throw anything
      // checked; distrust of a certificate comes in the same way.
      if (wrapped.getCause() instanceof IOException
          || wrapped.getCause() instanceof CertificateException) {
        throw S3Failure.of(endpoint, (Exception) wrapped.getCause());
      }
      throw wrapped;
    }
  }

  /**
   * Makes sure, once per bucket and JVM, that the server does not overwrite where it is asked not
   * to: two writers would both believe they published.
   */
  void requireConditionalPut(String bucket, String prefix) throws IOException {
    if (!probedBuckets.contains(bucket)) {
      if (!patience.retrying(() -> refusesSecondPut(bucket, prefix))) {
        throw overwrites(bucket);
      }
      probedBuckets.add(bucket);
    }
  }

  /** Each time under a name of its own: a put whose answer was lost may have landed. */
  private boolean refusesSecondPut(String bucket, String prefix) throws IOException {
    String key = prefix + ".tmp-probe-" + UUID.randomUUID();
    try {
      send(client -> client.putObject(conditional(bucket, key, PROBE)));
      send(client -> client.putObject(conditional(bucket, key, PROBE)));
      return false;
    } catch (S3Failure failure) {
      if (failure.saysItExists()) {
        return true;
      }
      throw failure;
    } finally {
      remove(bucket, key);
    }
  }

  void remove(String bucket, String key) throws IOException {
    RemoveObjectArgs request = RemoveObjectArgs.builder().bucket(bucket).object(key).build();
    retrying(
        client -> {
          client.removeObject(request);
          return key;
        });
  }

  private LakeException overwrites(String bucket) {
    return new LakeException(
        "The server %s ignores \"If-None-Match: *\" on bucket %s: two writers could overwrite each other's commits. Nothing was written. Use MinIO of 2024-11 or later, or another server with conditional writes."
            .formatted(endpoint, bucket));
  }

  /** A write that the server must refuse where the object exists. */
  static PutObjectArgs conditional(String bucket, String key, byte[] content) {
    return PutObjectArgs.builder()
        .bucket(bucket)
        .object(key)
        .data(content, content.length)
        .extraHeaders(Map.of("If-None-Match", "*"))
        .maxRetries(1)
        .build();
  }
}
