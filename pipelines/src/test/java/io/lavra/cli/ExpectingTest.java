package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Anomalies over four runs, then what profile and suggest say of what was published. */
@TestMethodOrder(OrderAnnotation.class)
class ExpectingTest {
  private static final String TABLE =
      """
      from: bronze.orders
      columns:
        id: { type: bigint }
        email: { type: string, pii: true }
        state: { type: string }
        price: { type: double }
      """;

  @TempDir static Path folder = Path.of("");

  private static SmallLake lake() {
    return new SmallLake(folder);
  }

  private static Said arrive(int from, int to) {
    StringBuilder csv = new StringBuilder("id,email,state,price\n");
    for (int i = from; i < to; i++) {
      csv.append("%d,p%d@example.org,%s,%d.5%n".formatted(i, i, i % 3 == 0 ? "SP" : "RJ", i % 70));
    }
    lake().with("landing/orders_%d.csv".formatted(from), csv.toString());
    return lake().run("-q", "--output", "json");
  }

  private static List<String> rowCounts(Said run) {
    List<String> found = new ArrayList<>();
    for (JsonNode table : run.json().get("tables")) {
      for (JsonNode check : table.get("checks")) {
        if (check.get("expectation").asText().startsWith("anomaly(row_count")) {
          found.add(check.get("status").asText() + " " + check.get("observed").asText());
        }
      }
    }
    return found;
  }

  @Test
  @Order(1)
  void aJumpIsBlockedAndForgottenByTheHistory() {
    SmallLake.empty(folder)
        .with("bronze/orders.yaml", "source: { files: landing/*.csv, format: csv }\n")
        .with(
            "silver/orders.yaml",
            TABLE
                + """
                anomaly:
                  - { metric: row_count, strategy: rate-of-change, max-increase: 2.0 }
                  - { metric: mean, column: price, strategy: batch-normal, severity: warn }
                """);
    Said first = arrive(0, 300);
    assertEquals(0, first.exit(), first::err);
    assertEquals(List.of("pass 300; not judged: 0 of 1 earlier runs"), rowCounts(first));
    Said second = arrive(300, 500);
    assertEquals(List.of("pass 500"), rowCounts(second));
    for (int again = 0; again < 2; again++) {
      Said third = arrive(1000, 2000);
      assertEquals(3, third.exit(), third::err);
      assertEquals(List.of("fail 1500"), rowCounts(third));
      assertTrue(
          third.out().contains("like those of 2 earlier runs (the last: 300, 500)"), third::out);
    }
    assertEquals(
        "published 300 published 500 blocked 1500 blocked 1500", measured("silver.orders", "rows"));
  }

  private static String measured(String table, String metric) {
    List<String> found = new ArrayList<>();
    lake()
        .lavra("history", table, "--metrics", "--output", "json")
        .json()
        .forEach(
            line -> {
              if (line.get("metric").asText().equals(metric)) {
                found.add(line.get("status").asText() + " " + line.get("value").asText());
              }
            });
    return String.join(" ", found);
  }

  @Test
  @Order(2)
  void aProfile() {
    Said json = lake().lavra("profile", "silver.orders", "--output", "json");
    JsonNode profile = json.json();
    assertEquals(500, profile.get("rows").asInt());
    assertEquals("[[\"id\"],[\"email\"]]", profile.get("keys").toString());
    assertEquals("email", profile.get("columns").get(1).get("personal").asText());
    assertFalse(json.out().contains("example"), json::out);
    Said text = lake().lavra("profile", "silver.orders");
    assertTrue(text.out().contains("RJ 66.6%, SP 33.4%"), text::out);
    assertFalse(text.out().contains("example"), text::out);
    JsonNode raw =
        lake().lavra("profile", "bronze.orders", "--output", "json").json().get("columns");
    assertEquals("int", raw.get(0).get("inferred").get("type").asText());
    assertEquals("decimal(3,1)", raw.get(3).get("inferred").get("type").asText());
  }

  @Test
  @Order(3)
  void aSuggestedSuiteIsPastedAsItIs() throws IOException {
    Said said = lake().lavra("suggest", "silver.orders");
    assertEquals(0, said.exit(), said::err);
    assertTrue(said.out().contains("value_set: [\"RJ\",\"SP\"]"), said::out);
    assertFalse(said.out().contains("example"), said::out);
    Files.writeString(folder.resolve("silver/orders.yaml"), TABLE + said.out());
    Said valid = lake().lavra("validate");
    assertEquals(0, valid.exit(), valid::err);
    Said check = lake().lavra("check", "silver.orders", "--output", "json");
    assertEquals(0, check.exit(), check::out);
    assertTrue(check.json().get("checks").size() >= 8, check::out);
  }

  @Test
  @Order(4)
  void anUnknownStrategyIsAnErrorWithItsLine() {
    lake()
        .with(
            "silver/orders.yaml",
            TABLE + "anomaly:\n  - { metric: row_count, strategy: online-norml }\n");
    Said said = lake().lavra("validate");
    assertEquals(2, said.exit());
    assertTrue(
        said.err().contains("silver/orders.yaml:8")
            && said.err().contains("Did you mean \"online-normal\"?"),
        said::err);
  }
}
