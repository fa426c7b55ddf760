package io.lavra.lake.storage;

import java.util.concurrent.atomic.LongAdder;

/** How often this JVM has asked a storage server again after a failure that may pass. */
public final class StorageRetries {
  private static final LongAdder COUNT = new LongAdder();

  private StorageRetries() {}

  static void add() {
    COUNT.increment();
  }

  /** Since this JVM began. */
  public static long count() {
    return COUNT.sum();
  }
}
