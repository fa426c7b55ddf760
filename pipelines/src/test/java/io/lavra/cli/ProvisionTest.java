package io.lavra.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import io.lavra.lake.delta.DeltaTable;
import io.lavra.lake.storage.S3Connection;
import io.lavra.lake.storage.Storage;
import io.lavra.run.Said;
import io.lavra.run.SmallLake;
import io.minio.GetBucketLifecycleArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.MinioClient;
import io.minio.messages.LifecycleConfiguration.Rule;
import io.minio.messages.VersioningConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** What provisioning makes, by use: on a real server, as the users it makes. */
@EnabledIfEnvironmentVariable(named = TestServer.VARIABLE, matches = TestServer.PATTERN)
@Tag("slow")
class ProvisionTest {
  private final TestServer server = new TestServer();
  private final String name = TestServer.fresh("shop-");
  private final S3Connection pipeline = user("pipeline-");
  private final S3Connection reader = user("reader-");
  private final Map<String, String> keys =
      Map.of(
          "SHOP_ACCESS", pipeline.accessKey(),
          "SHOP_SECRET", pipeline.secretKey(),
          "READER_ACCESS", reader.accessKey(),
          "READER_SECRET", reader.secretKey(),
          "ADMIN_ACCESS", server.admin.accessKey(),
          "ADMIN_SECRET", server.admin.secretKey());
  private final SmallLake lake;

  ProvisionTest(@TempDir Path folder) throws IOException {
    lake =
        SmallLake.shop(folder)
            .with(
                "lake.yaml",
                """
                lake: NAME
                targets:
                  minio:
                    endpoint: ENDPOINT
                    access-key: ${SHOP_ACCESS}
                    secret-key: ${SHOP_SECRET}
                    admin: { access-key: "${ADMIN_ACCESS}", secret-key: "${ADMIN_SECRET}" }
                    reader: { access-key: "${READER_ACCESS}", secret-key: "${READER_SECRET}" }
                    layers:
                      bronze: s3://NAME-bronze
                      silver: s3://NAME-silver
                      gold: s3://NAME-rest/gold
                      ops: s3://NAME-rest/ops
                retention: { bronze: 90d, gold: 36h }
                """
                    .replace("NAME", name)
                    .replace("ENDPOINT", server.admin.endpoint()));
  }

  @Test
  void twoUsersWithTheRightsTheyNeedAndNoOthers() throws Exception {
    assertEquals(steps("made"), provision());
    assertEquals(steps("there"), provision());
    keys.values()
        .forEach(key -> assertFalse(server.said.toString().contains(key), "a key is said"));

    Said run = server.lavra(lake, keys, "run", "--runner", "direct");
    assertEquals(0, run.exit(), run::toString);
    pipeline.register("pipeline");
    assertRefused(() -> create(server.bucket, "pipeline"));
    assertRefused(() -> create(name + "-rest/other", "pipeline"));

    reader.register("reader");
    assertEquals(2, table("-rest/gold/by_customer").latest().orElseThrow().rows());
    assertRefused(() -> create(name + "-rest/gold", "reader"));
    assertRefused(() -> Storage.at(at("-rest/ops", "reader")).list(""));
    assertThrows(LakeException.class, () -> table("-silver/stg_orders").latest());
  }

  @Test
  void bucketsKeepVersionsAndLetOldOnesGo() throws Exception {
    provision();
    try (MinioClient client =
        MinioClient.builder()
            .endpoint(server.admin.endpoint())
            .credentials(server.admin.accessKey(), server.admin.secretKey())
            .build()) {
      for (String bucket : List.of("-bronze", "-silver", "-rest")) {
        assertEquals(
            VersioningConfiguration.Status.ENABLED,
            client
                .getBucketVersioning(
                    GetBucketVersioningArgs.builder().bucket(name + bucket).build())
                .status());
      }
      assertEquals(List.of("lavra-" + name + "-bronze: 90"), rules(client, "-bronze"));
      assertEquals(List.of("lavra-" + name + "-gold: 2"), rules(client, "-rest"));
      lake.edit("lake.yaml", "90d", "30d");
      assertTrue(provision().contains("lifecycle s3://NAME-bronze, 30 days changed"));
      assertEquals(List.of("lavra-" + name + "-bronze: 30"), rules(client, "-bronze"));
    }
  }

  @Test
  void aUserWhoseKeyOrPolicyIsNoLongerTheFilesGetsThem() throws Exception {
    provision();
    Map<String, String> others = new java.util.HashMap<>(keys);
    others.put("SHOP_SECRET", UUID.randomUUID().toString());
    assertTrue(provision(others).contains("user pipeline changed"));
    assertEquals(1, server.lavra(lake, keys, "ls").exit());
    assertEquals(0, server.lavra(lake, others, "ls").exit());
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    Map<String, String> lacking = new java.util.HashMap<>(keys);
    lacking.put("ADMIN_ACCESS", keys.get("SHOP_ACCESS"));
    Said same = server.lavra(lake, lacking, "provision");
    assertEquals(2, same.exit());
    assertTrue(same.err().contains("Give the pipeline keys of its own"), same::err);
    Said local = lake.lavra("provision");
    assertEquals(
        "lake.yaml: The target \"local\" is on this machine: there is nothing to provision. Name one on a server with --target.\n",
        local.err());
    assertEquals(2, local.exit());
  }

  private List<String> steps(String outcome) {
    return List.of(
            "bucket NAME-bronze",
            "bucket NAME-rest",
            "bucket NAME-silver",
            "versioning NAME-bronze",
            "versioning NAME-rest",
            "versioning NAME-silver",
            "lifecycle s3://NAME-bronze, 90 days",
            "lifecycle s3://NAME-rest/gold, 2 days",
            "policy lavra-NAME-minio-pipeline",
            "user pipeline",
            "policy lavra-NAME-minio-reader",
            "user reader")
        .stream()
        .map(step -> step + " " + outcome)
        .toList();
  }

  private List<String> provision() throws Exception {
    return provision(keys);
  }

  private List<String> provision(Map<String, String> environment) throws Exception {
    Said said = server.lavra(lake, environment, "provision", "--output", "json");
    assertEquals(0, said.exit(), said::toString);
    List<String> steps = new java.util.ArrayList<>();
    said.json()
        .forEach(
            step ->
                steps.add(
                    "%s %s %s"
                        .formatted(
                            step.get("what").asText(),
                            step.get("name").asText().replace(name, "NAME"),
                            step.get("outcome").asText())));
    return steps;
  }

  private List<String> rules(MinioClient client, String bucket) throws Exception {
    List<Rule> rules =
        client
            .getBucketLifecycle(GetBucketLifecycleArgs.builder().bucket(name + bucket).build())
            .rules();
    return rules.stream()
        .map(r -> r.id() + ": " + r.noncurrentVersionExpiration().noncurrentDays())
        .toList();
  }

  private DeltaTable table(String place) {
    return DeltaTable.at(at(place, "reader"));
  }

  private Location at(String place, String profile) {
    return new Location("s3://" + name + place, profile);
  }

  private void create(String place, String profile) throws IOException {
    Storage.at(new Location("s3://" + place, profile))
        .create(UUID.randomUUID().toString(), new byte[] {1});
  }

  private static void assertRefused(org.junit.jupiter.api.function.Executable use) {
    String message = String.valueOf(assertThrows(IOException.class, use).getMessage());
    assertTrue(message.contains("Access Denied") || message.contains("Access denied"), message);
  }

  private S3Connection user(String role) {
    return new S3Connection(
        server.admin.endpoint(), TestServer.fresh(role), UUID.randomUUID().toString());
  }
}
