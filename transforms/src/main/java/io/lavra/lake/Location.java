package io.lavra.lake;

import io.lavra.lake.storage.S3Connection;
import io.lavra.lake.storage.S3Profile;
import java.io.Serializable;
import java.nio.file.Path;

/**
 * A folder that holds a table, or a layer of tables.
 *
 * @param uri an absolute path with {@code file:}, or {@code s3://bucket/prefix}; no slash at the
 *     end
 * @param profile the connection for {@code s3:}: a name under which an {@link S3Connection} is
 *     registered, or an {@link S3Profile}'s text; empty for local folders. Never a secret.
 */
public record Location(String uri, String profile) implements Serializable {
  public Location {
    if (!uri.startsWith("file:/") && !uri.startsWith("s3://")) {
      throw new IllegalArgumentException("A location is file:/… or s3://…, not " + uri);
    }
    while (uri.endsWith("/")) {
      uri = uri.substring(0, uri.length() - 1);
    }
  }

  public static Location local(Path folder) {
    return new Location("file:" + folder.toAbsolutePath().normalize(), "");
  }

  public boolean isLocal() {
    return uri.startsWith("file:");
  }

  /** The folder on this machine; throws {@link IllegalStateException} where it is remote. */
  public Path path() {
    if (!isLocal()) {
      throw new IllegalStateException(uri + " is not on this machine");
    }
    return Path.of(uri.substring("file:".length()));
  }

  public Location resolve(String child) {
    return new Location(uri + "/" + child, profile);
  }
}
