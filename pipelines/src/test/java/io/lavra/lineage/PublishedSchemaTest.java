package io.lavra.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.lavra.run.SmallLake;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every event, and every facet in it, is as OpenLineage's published JSON schemas say. */
class PublishedSchemaTest {
  private static final Path SPEC =
      Optional.ofNullable(System.getenv("LAVRA_DATA"))
          .map(Path::of)
          .orElse(Path.of("../../shared/data"))
          .resolve("openlineage/spec");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final Set<String> facets = new TreeSet<>();

  @Test
  void ofAWholeRunAndABlockedOne() throws IOException {
    assumeTrue(
        Files.isDirectory(SPEC), "no " + SPEC + ": put the folder spec of OpenLineage there");
    JsonSchemaFactory schemas = schemas();
    SmallLake lake =
        SmallLake.shop(folder)
            .with("lake.yaml", "lake: shop\nlineage: { file: events.jsonl }\n")
            .with("docs/a.md", "# A\n\nSome words.\n")
            .with("bronze/docs.yaml", "description: Pages\nsource: { documents: \"docs/*.md\" }\n")
            .with("silver/chunks.yaml", "transform: chunk\ninputs: { documents: bronze.docs }\n");
    assertEquals(0, lake.run().exit());
    lake.edit("silver/stg_orders.yaml", "min_value: 0", "min_value: 15");
    assertEquals(3, lake.run().exit());
    Events events = Events.in(folder.resolve("events.jsonl"));
    assertTrue(events.titles().contains("FAIL shop.silver.stg_orders"));
    for (JsonNode event : events.all()) {
      validate(schemas, event.path("schemaURL").asText(), event);
      validateFacets(schemas, event);
    }
    assertEquals(
        Set.of(
            "columnLineage",
            "dataQualityAssertions",
            "dataQualityMetrics",
            "documentation",
            "errorMessage",
            "inputStatistics",
            "jobType",
            "nominalTime",
            "outputStatistics",
            "parent",
            "processing_engine",
            "schema",
            "sql",
            "storage",
            "subset",
            "symlinks",
            "test",
            "version"),
        facets);
  }

  /** The published files, and nothing from a network. */
  private static JsonSchemaFactory schemas() throws IOException {
    Map<String, String> texts = new HashMap<>();
    try (Stream<Path> files = Files.walk(SPEC, 2)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        JsonNode schema = new ObjectMapper().readTree(Files.readString(file));
        texts.put(unversioned(schema.path("$id").asText()), schema.toString());
      }
    }
    return JsonSchemaFactory.getInstance(
        SpecVersion.VersionFlag.V202012,
        builder ->
            builder.schemaLoaders(
                loaders ->
                    loaders.values(
                        list ->
                            list.add(
                                0,
                                location -> {
                                  String text = texts.get(unversioned(location.toString()));
                                  return text == null
                                      ? null
                                      : () ->
                                          new ByteArrayInputStream(
                                              text.getBytes(StandardCharsets.UTF_8));
                                }))));
  }

  /** A checkout has one version of each schema. */
  private static String unversioned(String id) {
    return id.replaceFirst("/\\d+-\\d+-\\d+/", "/");
  }

  private void validateFacets(JsonSchemaFactory schemas, JsonNode node) {
    for (var field : node.properties()) {
      JsonNode value = field.getValue();
      if (value.has("_schemaURL")) {
        facets.add(field.getKey());
        JsonNode wrapped = new ObjectMapper().createObjectNode().set(field.getKey(), value);
        validate(schemas, value.path("_schemaURL").asText().replaceFirst("#.*", ""), wrapped);
      } else {
        validateFacets(schemas, value);
      }
    }
    if (node.isArray()) {
      node.forEach(item -> validateFacets(schemas, item));
    }
  }

  private static void validate(JsonSchemaFactory schemas, String schema, JsonNode node) {
    SchemaValidatorsConfig formats =
        SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    assertEquals(
        Set.of(),
        schemas.getSchema(SchemaLocation.of(schema), formats).validate(node),
        node::toString);
  }
}
