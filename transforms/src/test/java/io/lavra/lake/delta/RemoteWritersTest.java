package io.lavra.lake.delta;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.Location;
import io.lavra.lake.storage.LosingProxy;
import io.lavra.lake.storage.TestServer;
import io.lavra.lake.storage.Toxiproxy;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Many writers in two processes on one table of a real server lose nothing and repeat nothing. */
@NullUnmarked
@EnabledIfEnvironmentVariable(named = TestServer.VARIABLE, matches = TestServer.PATTERN)
@Tag("slow")
class RemoteWritersTest {
  private static final int EVERY_SEVENTH = 7;
  private static final int BLACK_OUT_AT = 40;
  private static final int BLACK_OUT_SECONDS = 30;

  @TempDir Path scratch;

  @Test
  void onAGoodDay() throws Exception {
    Location place = TestServer.emptyLocation();
    try (WritingProcesses writers =
        new WritingProcesses(place, System.getenv(TestServer.VARIABLE), scratch)) {
      writers.requireEachCommitOnce();
    }
  }

  /**
   * Answers are lost, all is late, connections are reset, and for half a minute nothing gets
   * through.
   */
  @Test
  @EnabledIfEnvironmentVariable(named = Toxiproxy.VARIABLE, matches = "http://.+")
  void onABadNetwork() throws Exception {
    URI server = URI.create(System.getenv(TestServer.VARIABLE));
    Location place = TestServer.emptyLocation();
    try (Toxiproxy network = new Toxiproxy(server.getHost() + ":" + server.getPort());
        LosingProxy proxy = new LosingProxy("127.0.0.1", network.port, EVERY_SEVENTH);
        WritingProcesses writers =
            new WritingProcesses(place, TestServer.at("127.0.0.1", proxy.port()), scratch)) {
      network.add("latency", "upstream", 1, "'latency': 3, 'jitter': 3");
      network.add("latency", "downstream", 1, "'latency': 3, 'jitter': 3");
      boolean wasBlack = false;
      while (writers.run()) {
        resetSome(network);
        if (!wasBlack && writers.version() >= BLACK_OUT_AT) {
          blackOut(network);
          wasBlack = true;
        }
      }
      writers.requireEachCommitOnce();
      assertTrue(wasBlack);
      assertTrue(proxy.lostCommits.get() > 10, proxy.lostCommits::toString);
    }
  }

  private static void resetSome(Toxiproxy network) throws Exception {
    Thread.sleep(2000);
    network.add("reset_peer", "downstream", 0.3, "'timeout': 0");
    Thread.sleep(100);
    network.remove("reset_peer", "downstream");
  }

  /** Requests vanish on their way, and connections stay open. */
  private static void blackOut(Toxiproxy network) throws Exception {
    network.add("timeout", "upstream", 1, "'timeout': 0");
    Thread.sleep(BLACK_OUT_SECONDS * 1000L);
    network.remove("timeout", "upstream");
  }
}
