package io.lavra.lake.storage;

import io.lavra.lake.Location;
import java.io.IOException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@NullUnmarked
@EnabledIfEnvironmentVariable(named = TestServer.VARIABLE, matches = TestServer.PATTERN)
class MinioStorageTest extends RemoteStorageContract {
  @Override
  Location emptyLocation() throws IOException {
    return TestServer.emptyLocation();
  }
}
