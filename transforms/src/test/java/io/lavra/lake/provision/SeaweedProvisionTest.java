package io.lavra.lake.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.provision.S3Provision.Done;
import io.lavra.lake.storage.S3Connection;
import io.lavra.lake.storage.SeaweedStorageTest;
import io.lavra.lake.storage.TestServer;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** What another maker's server can be given, and what it lacks. */
@NullUnmarked
@EnabledIfEnvironmentVariable(named = SeaweedStorageTest.VARIABLE, matches = TestServer.PATTERN)
class SeaweedProvisionTest {
  private static final String PROFILE = "seaweed-provision";

  @Test
  void bucketsAreMadeAndUsersAreNot() throws IOException {
    TestServer.emptyLocation(System.getenv(SeaweedStorageTest.VARIABLE), PROFILE);
    Location place = new Location("s3://lake-" + UUID.randomUUID(), PROFILE);
    S3Provision provision = S3Provision.by(S3Connection.of(PROFILE).orElseThrow());
    for (Done done : List.of(Done.MADE, Done.THERE)) {
      assertEquals(done, provision.bucket(place).done());
      assertEquals(done, provision.versioning(place).done());
      assertEquals(done, provision.lifecycle(place, "old-versions", 90).done());
    }
    String message =
        assertThrows(LakeException.class, () -> provision.readers("readers", List.of(place)))
            .getMessage();
    assertTrue(
        message.endsWith("The buckets are there; make users with the server's own tools."),
        message);
  }
}
