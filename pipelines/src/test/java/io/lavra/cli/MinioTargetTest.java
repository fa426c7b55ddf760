package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** A lake on a real server is the lake it is in a folder, and its keys are seen nowhere. */
@EnabledIfEnvironmentVariable(named = TestServer.VARIABLE, matches = TestServer.PATTERN)
@Tag("slow")
class MinioTargetTest {
  private static final String MORE =
      "Order;Customer;Amount;Placed\n1;Ana;99,00;2026-02-01\n7;Edu;7,00;2026-02-01\n";

  private final TestServer server = new TestServer();
  private final String place = server.bucket + "/" + TestServer.fresh("lake-");
  private final Map<String, String> keys =
      Map.of("SHOP_ACCESS", server.admin.accessKey(), "SHOP_SECRET", server.admin.secretKey());
  private final SmallLake lake;

  MinioTargetTest(@TempDir Path folder) throws IOException {
    lake =
        SmallLake.shop(folder)
            .with(
                "lake.yaml",
                """
                lake: shop
                timezone: UTC
                targets:
                  minio:
                    root: s3://%s
                    endpoint: %s
                    access-key: ${SHOP_ACCESS}
                    secret-key: ${SHOP_SECRET}
                """
                    .formatted(place, server.admin.endpoint()));
  }

  @AfterEach
  void noKeyIsSeen() throws IOException {
    assertFalse(server.said.indexOf(server.admin.secretKey()) >= 0, "in what commands say");
    assertFalse(server.content(place).contains(server.admin.secretKey()), "in the lake's files");
    assertEquals(List.of(), filesWith(server.admin.secretKey()), "in files on this machine");
  }

  @Test
  void everyCommandDoesWhatItDoesInAFolder() throws Exception {
    Said local = lake.run("--output", "json");
    Said first = run();
    assertEquals(0, first.exit(), first::toString);
    assertEquals(local.report(), first.report());
    assertTrue(run().report().startsWith("{\"lake\":\"shop\",\"status\":\"unchanged\"}"));

    lake.with("landing/orders_2.csv", MORE);
    assertEquals(lake.run("--output", "json").report(), run().report());
    assertEquals(lake.hashes(SmallLake.TABLES), hashes());

    same(
        "show gold.by_customer --format csv",
        "show silver.stg_orders --hash --version 0",
        "quarantine ls",
        "check silver.stg_orders",
        "search anything",
        "profile silver.stg_orders --output json",
        "suggest silver.stg_orders",
        "plan",
        "restore gold.by_customer --version 0",
        "ls",
        "history gold.by_customer",
        "show gold.by_customer --hash");
    Said doctor = lavra("doctor");
    assertEquals(0, doctor.exit(), doctor::toString);
    assertTrue(doctor.out().contains("minio, 6 tables exist"), doctor::out);
  }

  @Test
  void whatStagesLeavesNothingInScratch() throws Exception {
    Path scratch = lake.folder().resolve("scratch");
    assertEquals(0, lavra("run", "--runner", "direct", "--set", "scratch=" + scratch).exit());
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void copiesOfInputsStayBelowTheScratchLimit() throws Exception {
    lake.with("landing/orders_2.csv", manyOrders());
    Path scratch = lake.folder().resolve("scratch");
    String[] little = {
      "run", "--runner", "direct", "--set", "scratch=" + scratch, "--set", "scratch-limit=1"
    };
    Said refused = lavra(little);
    assertEquals(1, refused.exit(), refused::toString);
    assertTrue(
        refused.err().contains("silver/stg_orders needs more than 1 MB of scratch for copies")
            || refused.err().contains("bronze/orders needs more than 1 MB of scratch for copies"),
        refused::err);
    assertTrue(refused.err().contains("--set scratch-limit="), refused::err);
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(List.of(), left.toList());
    }
    assertEquals(0, run().exit());
  }

  /** More than a megabyte, packed as it may be. */
  private static String manyOrders() {
    Random random = new Random(3);
    StringBuilder orders = new StringBuilder("Order;Customer;Amount;Placed\n");
    for (int order = 10; order < 60_000; order++) {
      orders.append(
          "%d;%016x%016x;1,00;2026-01-05\n".formatted(order, random.nextLong(), random.nextLong()));
    }
    return orders.toString();
  }

  @Test
  void keysThatTheServerDoesNotKnow() throws Exception {
    Said said =
        server.lavra(lake, Map.of("SHOP_ACCESS", "nobody", "SHOP_SECRET", "hush" + 4711), "ls");
    assertEquals(1, said.exit());
    assertTrue(said.err().contains("Access Key"), said::err);
    assertFalse(said.err().contains("hush" + 4711) || said.err().contains("\tat "), said::err);
  }

  private Said run() throws Exception {
    return lavra("run", "--runner", "direct", "--output", "json", "-v");
  }

  /** They say the same of both lakes, but for times, sizes and run ids. */
  private void same(String... commands) throws Exception {
    List<String[]> typed = Stream.of(commands).map(command -> command.split(" ", -1)).toList();
    List<Said> remote = server.lavra(lake, keys, typed);
    for (int i = 0; i < commands.length; i++) {
      List<String> arguments = new ArrayList<>(List.of(typed.get(i)));
      arguments.add(lake.folder().toString());
      Said local = SmallLake.say(arguments.toArray(String[]::new));
      assertEquals(plain(local), plain(remote.get(i)), commands[i]);
    }
  }

  private static String plain(Said said) {
    return (said.exit() + "\n" + said.out() + said.err())
        .replaceAll("\\d{8}T\\d{6}Z-[0-9a-f]{4}", "RUN")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll(" +", " ");
  }

  private Map<String, String> hashes() throws Exception {
    List<String[]> shows = new ArrayList<>();
    SmallLake.TABLES.forEach(table -> shows.add(new String[] {"show", table, "--hash"}));
    List<Said> said = server.lavra(lake, keys, shows);
    Map<String, String> hashes = new TreeMap<>();
    for (int i = 0; i < said.size(); i++) {
      hashes.put(SmallLake.TABLES.get(i), said.get(i).out().strip());
    }
    return hashes;
  }

  private Said lavra(String... command) throws IOException, InterruptedException {
    return server.lavra(lake, keys, command);
  }

  private List<Path> filesWith(String secret) throws IOException {
    try (Stream<Path> files = Files.walk(lake.folder())) {
      return files.filter(Files::isRegularFile).filter(file -> contains(file, secret)).toList();
    }
  }

  private static boolean contains(Path file, String secret) {
    try {
      return Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1).contains(secret);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
