package io.lavra.lake.storage;

import io.lavra.lake.LakeException;
import io.lavra.lake.Location;

final class Storages {
  private Storages() {}

  static Storage open(Location location) {
    if (location.isLocal()) {
      return new LocalStorage(location.path());
    }
    S3Connection connection =
        S3Connection.of(location.profile()).orElseThrow(() -> unknownProfile(location));
    return MinioStorage.open(location, connection);
  }

  private static LakeException unknownProfile(Location location) {
    return new LakeException(
        "No connection is known for %s: nothing is registered under the profile \"%s\". Register an S3Connection under that name before the storage is opened."
            .formatted(location.uri(), location.profile()));
  }
}
