package io.lavra.lake.storage;

import io.lavra.lake.Location;
import io.lavra.lake.provision.S3Provision;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/**
 * The real server that {@code LAVRA_TEST_S3} names, and a bucket on it: {@code
 * http://access-key:secret-key@host:port/bucket}.
 */
@NullUnmarked
public final class TestServer {
  public static final String VARIABLE = "LAVRA_TEST_S3";
  public static final String PATTERN = "https?://.+:.+@.+/.+";

  private static final String PROFILE = "test-server";

  private TestServer() {}

  /** A place in the bucket that nobody else uses. */
  public static Location emptyLocation() throws IOException {
    return emptyLocation(System.getenv(VARIABLE), PROFILE);
  }

  /** The same on a server that is told as {@link #VARIABLE} does. */
  public static Location emptyLocation(String server, String profile) throws IOException {
    String bucket = URI.create(server).getPath().substring(1);
    Location location = location(server, profile, bucket + "/" + UUID.randomUUID());
    S3Provision.by(S3Connection.of(profile).orElseThrow()).bucket(location);
    return location;
  }

  public static Location location(String place) {
    return location(System.getenv(VARIABLE), PROFILE, place);
  }

  private static Location location(String told, String profile, String place) {
    URI server = URI.create(told);
    String[] keys = server.getUserInfo().split(":", 2);
    String endpoint =
        "%s://%s:%d".formatted(server.getScheme(), server.getHost(), server.getPort());
    new S3Connection(endpoint, keys[0], keys[1]).register(profile);
    return new Location("s3://" + place, profile);
  }

  /** The server as one that is reached by way of another address. */
  public static String at(String host, int port) {
    URI server = URI.create(System.getenv(VARIABLE));
    return "%s://%s@%s:%d%s"
        .formatted(server.getScheme(), server.getUserInfo(), host, port, server.getPath());
  }
}
