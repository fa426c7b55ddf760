package io.lavra.lake;

import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/**
 * The real server that {@code LAVRA_TEST_S3} names, and a bucket on it: {@code
 * http://access-key:secret-key@host:port/bucket}.
 */
@NullUnmarked
final class TestServer {
  static final String VARIABLE = "LAVRA_TEST_S3";
  static final String PATTERN = "https?://.+:.+@.+/.+";

  private TestServer() {}

  /** A place in the bucket that nobody else uses. */
  static Location emptyLocation() throws IOException {
    Location location = location(bucket() + "/" + UUID.randomUUID());
    S3Provision.by(S3Connection.of(location.profile()).orElseThrow()).bucket(location);
    return location;
  }

  static Location location(String place) {
    URI server = URI.create(System.getenv(VARIABLE));
    String[] keys = server.getUserInfo().split(":", 2);
    String endpoint =
        "%s://%s:%d".formatted(server.getScheme(), server.getHost(), server.getPort());
    new S3Connection(endpoint, keys[0], keys[1]).register("test-server");
    return new Location("s3://" + place, "test-server");
  }

  private static String bucket() {
    return URI.create(System.getenv(VARIABLE)).getPath().substring(1);
  }
}
