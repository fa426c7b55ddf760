package io.lavra.lake;

import io.minio.Http;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.errors.MinioException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;

/** The way to one S3 server: one client per connection and JVM. */
final class MinioServer {
  private static final int ATTEMPTS = 4;
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final byte[] PROBE = "lavra".getBytes(StandardCharsets.US_ASCII);
  private static final Map<S3Connection, MinioServer> SERVERS = new ConcurrentHashMap<>();

  /** A request; sent by {@link #once} or {@link #retrying}. */
  interface Request<T> {
    T send(MinioClient client) throws MinioException;
  }

  private final MinioClient client;
  private final String endpoint;
  private final Set<String> probedBuckets = ConcurrentHashMap.newKeySet();

  private MinioServer(S3Connection connection) {
    this.endpoint = connection.endpoint();
    this.client =
        MinioClient.builder()
            .endpoint(connection.endpoint())
            .credentials(connection.accessKey(), connection.secretKey())
            .httpClient(clientThatSendsOnce())
            .build();
  }

  static MinioServer at(S3Connection connection) {
    return SERVERS.computeIfAbsent(connection, MinioServer::new);
  }

  <T> T once(Request<T> request) throws IOException {
    try {
      return request.send(client);
    } catch (MinioException failure) {
      throw S3Failure.of(endpoint, failure);
    } catch (IllegalStateException listing) {
      // The SDK's listing asks for its pages from inside an iterator, which cannot throw anything
      // checked.
      if (listing.getCause() instanceof IOException unanswered) {
        throw S3Failure.of(endpoint, unanswered);
      }
      throw listing;
    }
  }

  /** For requests that may be sent twice with the same effect. */
  <T> T retrying(Request<T> request) throws IOException {
    long pause = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; ; attempt++) {
      try {
        return once(request);
      } catch (S3Failure failure) {
        if (failure.isRefusal() || attempt == ATTEMPTS) {
          throw failure;
        }
      }
      Pause.upTo(pause);
      pause *= 2;
    }
  }

  /**
   * Makes sure, once per bucket and JVM, that the server does not overwrite where it is asked not
   * to: two writers would both believe they published.
   */
  void requireConditionalPut(String bucket, String prefix) throws IOException {
    if (probedBuckets.contains(bucket)) {
      return;
    }
    String key = prefix + ".tmp-probe-" + UUID.randomUUID();
    try {
      once(client -> client.putObject(conditional(bucket, key, PROBE)));
      if (!secondPutIsRefused(bucket, key)) {
        throw overwrites(bucket);
      }
    } finally {
      RemoveObjectArgs remove = RemoveObjectArgs.builder().bucket(bucket).object(key).build();
      retrying(
          client -> {
            client.removeObject(remove);
            return key;
          });
    }
    probedBuckets.add(bucket);
  }

  private boolean secondPutIsRefused(String bucket, String key) throws IOException {
    try {
      once(client -> client.putObject(conditional(bucket, key, PROBE)));
      return false;
    } catch (S3Failure failure) {
      if (failure.saysItExists()) {
        return true;
      }
      throw failure;
    }
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

  /** The SDK's client without the retries it brings, which also repeat conditional writes. */
  private static OkHttpClient clientThatSendsOnce() {
    OkHttpClient.Builder builder =
        Http.newDefaultClient().newBuilder().retryOnConnectionFailure(false);
    builder.interceptors().removeIf(Http.StatusRetryInterceptor.class::isInstance);
    return builder.build();
  }
}
