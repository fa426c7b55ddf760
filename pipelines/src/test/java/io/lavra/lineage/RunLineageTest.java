package io.lavra.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real run tells. */
class RunLineageTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private SmallLake shop() {
    return SmallLake.shop(folder)
        .with("lake.yaml", "lake: shop\nlineage: { file: told/events.jsonl }\n")
        .edit("gold/by_customer.yaml", "sql:", "description: What customers buy\nsql:");
  }

  private Events events() {
    return Events.in(folder.resolve("told/events.jsonl"));
  }

  @Test
  void everyTableBeginsAndEndsWithinTheRun() {
    assertEquals(0, shop().run("--date", "2026-01-05").exit());
    List<String> expected = new ArrayList<>();
    SmallLake.TABLES.forEach(table -> expected.add("COMPLETE shop." + table));
    SmallLake.TABLES.forEach(table -> expected.add("START shop." + table));
    expected.addAll(List.of("COMPLETE shop", "START shop"));
    assertEquals(expected.stream().sorted().toList(), events().titles().stream().sorted().toList());
    assertEquals("START shop", events().titles().get(0));
    JsonNode run = events().titled("COMPLETE shop");
    JsonNode table = events().titled("COMPLETE shop.gold.pages");
    assertEquals(run.at("/run/runId"), table.at("/run/facets/parent/run/runId"));
    assertEquals("shop", table.at("/run/facets/parent/job/name").asText());
    assertEquals(
        "2026-01-05T00:00:00Z", table.at("/run/facets/nominalTime/nominalStartTime").asText());
    assertEquals(events().titled("START shop.gold.pages").at("/run/runId"), table.at("/run/runId"));
    String runId = runId();
    assertEquals(RunIdentity.uuid("shop/" + runId).toString(), run.at("/run/runId").asText());
    assertEquals(
        RunIdentity.uuid("shop/" + runId + "/gold.pages").toString(),
        table.at("/run/runId").asText());
  }

  @Test
  void aReplayThatFindsNothingToDoIsNoFailure() {
    SmallLake lake =
        shop().with("landing/orders_2.csv", "Order;Customer;Amount;Placed\n9;Eva;1,00;x;y\n");
    assertEquals(0, lake.run("-q").exit());
    int before = events().titles().size();
    Said said =
        SmallLake.say(
            "quarantine",
            "replay",
            "bronze.orders",
            folder.toString(),
            "--runner",
            "direct",
            "--output",
            "json");
    assertEquals("{bronze.orders=unchanged: the same lines cannot be read}", said.tables() + "");
    assertEquals(
        List.of(
            "START shop",
            "START shop.bronze.orders",
            "COMPLETE shop.bronze.orders",
            "COMPLETE shop"),
        events().titles().subList(before, events().titles().size()));
  }

  private String runId() {
    return new SmallLake(folder)
        .table("gold.pages")
        .latest()
        .flatMap(io.lavra.plan.Provenance::of)
        .orElseThrow()
        .runId();
  }

  @Test
  void anEventHasTheTablesVersionsCountsColumnsAndChecks() {
    assertEquals(0, shop().run().exit());
    JsonNode event = events().titled("COMPLETE shop.gold.by_customer");
    assertEquals("What customers buy", event.at("/job/facets/documentation/description").asText());
    assertTrue(event.at("/job/facets/sql/query").asText().startsWith("SELECT customer"));
    List<String> inputs = new ArrayList<>();
    for (JsonNode input : event.path("inputs")) {
      inputs.add(
          "%s v%s %d rows"
              .formatted(
                  input.at("/facets/symlinks/identifiers/0/name").asText(),
                  input.at("/facets/version/datasetVersion").asText(),
                  input.at("/inputFacets/inputStatistics/rowCount").asLong()));
    }
    assertEquals(List.of("silver.stg_clicks v0 2 rows", "silver.stg_orders v0 2 rows"), inputs);
    JsonNode output = event.at("/outputs/0");
    assertEquals("file", output.path("namespace").asText());
    assertEquals(folder + "/.lake/gold/by_customer", output.path("name").asText());
    assertEquals("0", output.at("/facets/version/datasetVersion").asText());
    assertEquals(2, output.at("/outputFacets/outputStatistics/rowCount").asLong());
    assertEquals(2, output.at("/facets/dataQualityMetrics/rowCount").asLong());
    assertEquals("decimal(38,2)", output.at("/facets/schema/fields/1/type").asText());
    JsonNode check = output.at("/facets/dataQualityAssertions/assertions/1");
    assertEquals("expect_column_values_to_be_unique", check.path("assertion").asText());
    assertEquals("customer", check.path("column").asText());
    assertTrue(check.path("success").asBoolean());
    assertEquals(2, event.at("/run/facets/test/tests").size());
    assertEquals(
        """
        customer: silver/stg_orders.customer DIRECT IDENTITY
        amount: silver/stg_orders.amount DIRECT AGGREGATION
        clicks:\s
        dataset: silver/stg_clicks.customer INDIRECT JOIN, silver/stg_clicks.customer INDIRECT \
        GROUP_BY, silver/stg_orders.customer INDIRECT JOIN, silver/stg_orders.customer INDIRECT \
        GROUP_BY, silver/stg_orders.customer INDIRECT SORT""",
        fields(output));
  }

  private String fields(JsonNode output) {
    List<String> lines = new ArrayList<>();
    JsonNode facet = output.at("/facets/columnLineage");
    for (var field : facet.path("fields").properties()) {
      lines.add(field.getKey() + ": " + sources(field.getValue().path("inputFields")));
    }
    lines.add("dataset: " + sources(facet.path("dataset")));
    return String.join("\n", lines);
  }

  private String sources(JsonNode inputFields) {
    List<String> sources = new ArrayList<>();
    for (JsonNode input : inputFields) {
      for (JsonNode how : input.path("transformations")) {
        sources.add(
            "%s.%s %s %s"
                .formatted(
                    Path.of(folder + "/.lake").relativize(Path.of(input.path("name").asText())),
                    input.path("field").asText(),
                    how.path("type").asText(),
                    how.path("subtype").asText()));
      }
    }
    return String.join(", ", sources);
  }

  @Test
  void aBlockedTableFailsWithWhatWasWrong() {
    SmallLake lake =
        shop().edit("silver/stg_orders.yaml", "min_value: 0", "min_value: 15, severity: fail");
    assertEquals(3, lake.run().exit());
    JsonNode event = events().titled("FAIL shop.silver.stg_orders");
    assertTrue(
        event.at("/run/facets/errorMessage/message").asText().contains("amount"), event::toString);
    assertFalse(
        event.at("/outputs/0/facets/dataQualityAssertions/assertions/0/success").asBoolean(true));
    assertTrue(event.at("/outputs/0/facets/version").isMissingNode());
    assertTrue(event.at("/outputs/0/outputFacets/outputStatistics").isMissingNode());
    assertTrue(
        events()
            .titled("FAIL shop")
            .at("/run/facets/errorMessage/message")
            .asText()
            .contains("silver.stg_orders is blocked"));
    assertFalse(events().titles().contains("START shop.gold.by_customer"));
  }

  @Test
  void whatIsUpToDateIsNotTold() {
    SmallLake lake = shop();
    assertEquals(0, lake.run().exit());
    int before = events().all().size();
    assertEquals(0, lake.run().exit());
    assertEquals(
        List.of("START shop", "COMPLETE shop"),
        events().titles().subList(before, events().all().size()));
  }

  @Test
  void aFileThatCannotBeWrittenIsOneWarning() throws Exception {
    SmallLake lake = shop();
    Files.createDirectories(folder.resolve("told/events.jsonl"));
    Said said = lake.run();
    assertEquals(0, said.exit());
    assertEquals(1, said.err().split("14 lineage events could not be written", -1).length - 1);
    assertTrue(said.err().contains("Make the file writable"), said::err);
  }

  @Test
  void aServerThatIsNotThereIsOneWarning() {
    SmallLake lake =
        shop().with("lake.yaml", "lake: shop\nlineage: { url: \"http://127.0.0.1:9\" }\n");
    Said said = lake.run();
    assertEquals(0, said.exit());
    assertTrue(
        said.err().contains("14 lineage events did not reach http://127.0.0.1:9/api/v1/lineage"),
        said::err);
  }

  @Test
  void whatWasSeenInPersonalColumnsIsNotTold() {
    SmallLake lake =
        shop()
            .edit(
                "silver/stg_orders.yaml", "type: bigint, tests", "type: bigint, pii: true, tests");
    assertEquals(0, lake.run().exit());
    for (JsonNode check :
        events()
            .titled("COMPLETE shop.silver.stg_orders")
            .at("/outputs/0/facets/dataQualityAssertions/assertions")) {
      assertEquals(
          check.path("column").asText().equals("amount"), check.has("actual"), check::toString);
    }
  }
}
