package io.lavra.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.project.outgoing.MetricsOutput;
import io.lavra.project.outgoing.MetricsOutput.Gateway;
import io.lavra.words.ConfigurationException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
  private static final String ALL =
      """
      file: ${METRICS_FILE:}
      pushgateway: ${PUSHGATEWAY_URL:}
      user: ${PUSH_USER}
      password: ${PUSH_PASSWORD}
      stale-after: 2d
      """;

  private final Path path;

  MetricsTest(@TempDir Path path) {
    this.path = path;
  }

  private Folder lake(String metrics) {
    return Folder.good(path).with("lake.yaml", "lake: a\nmetrics:\n" + metrics.indent(2));
  }

  @Test
  void allOfIt() {
    MetricsOutput read =
        lake(ALL)
            .read(
                Map.of(
                    "METRICS_FILE", "out/a.prom",
                    "PUSHGATEWAY_URL", "https://push.example:9091/",
                    "PUSH_USER", "ana",
                    "PUSH_PASSWORD", "key"))
            .metrics();
    Gateway gateway = new Gateway("https://push.example:9091", "ana", "key");
    assertEquals(
        new MetricsOutput(
            Optional.of(path.resolve("out/a.prom")),
            Optional.of(gateway),
            Duration.ofDays(2),
            List.of()),
        read);
    assertFalse(read.toString().contains("key"), "a secret is not shown");
  }

  @Test
  void emptyIsOffAndAsksForNothing() {
    assertEquals(
        new MetricsOutput(Optional.empty(), Optional.empty(), Duration.ofDays(2), List.of()),
        lake(ALL).read(Map.of()).metrics().required());
    assertEquals(MetricsOutput.NONE, Folder.good(path).read().metrics());
  }

  @Test
  void aPasswordStaysOffTheNetworkInClear() {
    Map<String, String> keys = Map.of("PUSH_USER", "ana", "PUSH_PASSWORD", "key");
    java.util.function.Function<String, MetricsOutput> to =
        url -> {
          Map<String, String> all = new java.util.HashMap<>(keys);
          all.put("PUSHGATEWAY_URL", url);
          return lake(ALL).read(all).metrics();
        };
    ConfigurationException clear =
        assertThrows(
            ConfigurationException.class, () -> to.apply("http://push.example:9091").required());
    assertEquals(
        "lake.yaml:4: The password would cross the network in clear. Write https://, as plain http is for this machine alone.",
        clear.getMessage());
    to.apply("http://127.0.0.1:9091").required();
    lake("pushgateway: \"http://push.example:9091\"\n").read(Map.of()).metrics().required();
  }

  @Test
  void onlyARunAsksForVariables() {
    MetricsOutput metrics = lake(ALL).read(Map.of("PUSHGATEWAY_URL", "http://push:1")).metrics();
    ConfigurationException missing = assertThrows(ConfigurationException.class, metrics::required);
    assertEquals(
        """
        lake.yaml:5: The environment variable PUSH_USER is not set. Set it, or write ${PUSH_USER:default}.
        lake.yaml:6: The environment variable PUSH_PASSWORD is not set. Set it, or write ${PUSH_PASSWORD:default}.\
        """,
        missing.getMessage());
  }

  @Test
  void whatIsWrong() {
    assertEquals(
        """
        lake.yaml:3: "pushgateway" is no server. Write http://HOST:PORT, without user and password.
        lake.yaml:4: "user" and "password" go together. Write both, or neither.
        lake.yaml:5: "soon" is no time. Write a number and s, m, h, d or w, such as 90d.\
        """,
        lake("pushgateway: \"http://ana:key@push:9091\"\nuser: ${A}\nstale-after: soon\n")
            .complaint());
    assertEquals(
        """
        lake.yaml:4: A secret stands in the file. Write password: ${NAME}, and set that environment variable.\
        """,
        lake("user: ${A}\npassword: letmein\npushgateway: \"http://push:9091\"\n").complaint());
  }
}
