package io.lavra.run.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.run.ChildJvm;
import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
        " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n",
        "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-comes-later"
      })
  void aCallersTraceIsTaken(String traceparent) {
    assertEquals(Optional.of(new Trace(ID)), Trace.parse(traceparent));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n{\"level\": \"ERROR\"}"
      })
  void whatIsNoTraceIsNotTaken(String traceparent) {
    assertEquals(Optional.empty(), Trace.parse(traceparent));
  }

  @Test
  void aRunHasAlwaysTheSameTraceOfItsOwn() {
    assertEquals(Trace.of("20260131T030000Z-1f2e"), Trace.of("20260131T030000Z-1f2e"));
    assertNotEquals(Trace.of("20260131T030000Z-1f2e"), Trace.of("20260131T030000Z-1f2f"));
    assertTrue(Trace.of("20260131T030000Z-1f2e").id().matches("[0-9a-f]{32}"));
  }

  @Test
  void everyLogLineAndTheRunCarryTheCallersTrace(@TempDir Path path) throws Exception {
    SmallLake lake = SmallLake.shop(path.resolve("shop"));
    lake.edit("landing/orders_1.csv", "10,50", "-10,50");
    Said said =
        ChildJvm.start(
                Map.of("TRACEPARENT", "00-" + ID + "-00f067aa0ba902b7-01"),
                "run",
                lake.folder().toString(),
                "--log-format",
                "json",
                "--output",
                "json",
                "-v")
            .await();
    assertEquals(3, said.exit(), said.err());
    List<String> lines = said.err().lines().filter(line -> line.startsWith("{")).toList();
    assertEquals(said.err().lines().toList(), lines, "only JSON");
    assertTrue(lines.size() >= 6, said.err());
    for (String line : lines) {
      assertEquals(ID, Said.tree(line).path("trace_id").asText(), line);
      assertEquals(
          said.json().get("run_id").asText(), Said.tree(line).path("run_id").asText(), line);
    }
    assertEquals(ID, said.json().get("trace_id").asText());
  }

  @Test
  void aLakeThatIsWrongIsToldOfWithItsTrace(@TempDir Path path) {
    SmallLake lake = SmallLake.empty(path).with("silver/a.yaml", "from: bronze.b\n");
    Said said = lake.run("--log-format", "json");
    assertEquals(2, said.exit());
    said.err()
        .lines()
        .forEach(line -> assertTrue(Said.tree(line).path("trace_id").asText().matches("\\w{32}")));
  }
}
