package io.lavra.lake;

final class Storages {
  private Storages() {}

  static Storage open(Location location) {
    throw new LakeException("No storage for " + location.uri());
  }
}
