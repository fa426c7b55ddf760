package io.lavra.lineage;

import java.util.Optional;

/** Takes events to where they are kept. Never throws: a lineage that is lost fails no run. */
interface Transport {
  void send(String event);

  /** Ends, after a bounded time; says what did not arrive, why, and what to do. */
  Optional<String> finish();
}
