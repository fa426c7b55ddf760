package io.lavra.lake.storage;

import io.lavra.lake.Location;
import java.io.IOException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Another maker's server does what MinIO does. */
@NullUnmarked
@EnabledIfEnvironmentVariable(named = SeaweedStorageTest.VARIABLE, matches = TestServer.PATTERN)
public class SeaweedStorageTest extends RemoteStorageContract {
  public static final String VARIABLE = "LAVRA_TEST_SEAWEEDFS";

  @Override
  Location emptyLocation() throws IOException {
    return TestServer.emptyLocation(System.getenv(VARIABLE), "seaweed");
  }
}
