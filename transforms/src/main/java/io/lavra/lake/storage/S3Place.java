package io.lavra.lake.storage;

import io.lavra.lake.Location;

/**
 * Where a location lies on a server.
 *
 * @param prefix of all its objects' keys: empty, or with a slash at its end
 */
public record S3Place(String bucket, String prefix) {
  public static S3Place of(Location location) {
    String[] parts = location.uri().substring("s3://".length()).split("/", 2);
    return new S3Place(parts[0], parts.length == 1 ? "" : parts[1] + "/");
  }
}
