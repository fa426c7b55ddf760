package io.lavra.lake;

import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract against a real server, where {@code LAVRA_TEST_S3} names one and a bucket on it:
 * {@code http://access-key:secret-key@host:port/bucket}.
 */
@NullUnmarked
@EnabledIfEnvironmentVariable(named = "LAVRA_TEST_S3", matches = "https?://.+:.+@.+/.+")
class MinioStorageTest extends StorageContract {
  @Override
  Location emptyLocation() {
    URI server = URI.create(System.getenv("LAVRA_TEST_S3"));
    String[] keys = server.getUserInfo().split(":", 2);
    String endpoint =
        "%s://%s:%d".formatted(server.getScheme(), server.getHost(), server.getPort());
    new S3Connection(endpoint, keys[0], keys[1]).register("contract");
    return new Location("s3:/%s/%s".formatted(server.getPath(), UUID.randomUUID()), "contract");
  }
}
