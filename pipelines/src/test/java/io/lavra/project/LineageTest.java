package io.lavra.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lavra.project.outgoing.Lineage;
import io.lavra.words.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where lineage is told: lake.yaml, and the variables that OpenLineage's clients read. */
class LineageTest {
  private final Path folder;

  LineageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Lineage read(String section, Map<String, String> variables) {
    return new Folder(folder).with("lake.yaml", "lake: shop\n" + section).read(variables).lineage();
  }

  @Test
  void nothingIsToldUnlessAskedFor() {
    assertEquals(Lineage.none("shop"), read("", Map.of()));
    assertFalse(Lineage.none("shop").isOn());
    assertFalse(read("lineage: { url: \"${NOWHERE:}\" }\n", Map.of()).isOn());
  }

  @Test
  void theFileTellsWhere() {
    Lineage lineage =
        read(
            "lineage: { file: told.jsonl, url: \"${CATALOG}/in\", api-key: \"${KEY}\", namespace: n }\n",
            Map.of("CATALOG", "https://host:5000", "KEY", "k"));
    assertEquals(Optional.of(folder.resolve("told.jsonl")), lineage.file());
    assertEquals("https://host:5000/in", lineage.url());
    assertEquals("k", lineage.apiKey());
    assertEquals("n", lineage.namespace());
    assertFalse(lineage.toString().contains("k,"), lineage::toString);
  }

  @Test
  void soDoTheStandardVariables() {
    Map<String, String> variables =
        Map.of(
            "OPENLINEAGE_URL", "https://host/",
            "OPENLINEAGE_API_KEY", "k",
            "OPENLINEAGE_NAMESPACE", "team",
            "OPENLINEAGE_PARENT_ID", "a/b/c");
    Lineage lineage = read("", variables);
    assertEquals("https://host/api/v1/lineage", lineage.url());
    assertEquals("k", lineage.apiKey());
    assertEquals("team", lineage.namespace());
    assertEquals("a/b/c", lineage.parent());
    assertEquals("", read("lineage: { url: \"\", namespace: own }\n", variables).url());
    assertFalse(
        read("", Map.of("OPENLINEAGE_URL", "http://h", "OPENLINEAGE_DISABLED", "true")).isOn());
    assertEquals(
        "http://h/in",
        read("", Map.of("OPENLINEAGE_URL", "http://h", "OPENLINEAGE_ENDPOINT", "in")).url());
  }

  @Test
  void whatIsMissingIsAProblemOfARunOnly() {
    Lineage lineage = read("lineage: { url: \"${CATALOG}\" }\n", Map.of());
    ConfigurationException e = assertThrows(ConfigurationException.class, lineage::required);
    assertTrue(
        String.valueOf(e.getMessage())
            .contains("lake.yaml:2: The environment variable CATALOG is not set."),
        e::getMessage);
  }

  @Test
  void aKeyStaysOffTheNetworkInClear() {
    Lineage lineage =
        read("", Map.of("OPENLINEAGE_URL", "http://host:5000", "OPENLINEAGE_API_KEY", "k"));
    ConfigurationException e = assertThrows(ConfigurationException.class, lineage::required);
    assertTrue(
        String.valueOf(e.getMessage())
            .endsWith(
                "The lineage server's key would cross the network in clear. Write https://, as plain http is for this machine alone."),
        e::getMessage);
    read("", Map.of("OPENLINEAGE_URL", "http://localhost:5000", "OPENLINEAGE_API_KEY", "k"))
        .required();
    read("", Map.of("OPENLINEAGE_URL", "http://host:5000")).required();
  }

  @Test
  void aServerIsHttpWithAHost() {
    for (String url :
        List.of("ftp://h", "h:80", "http://", "http://[x", "http://h/%zz", "http://h?k=1")) {
      assertThrows(
          ConfigurationException.class,
          () -> read("", Map.of("OPENLINEAGE_URL", url)).required(),
          url);
    }
  }

  @Test
  void secretsAreNeverRepeated() {
    String secret = String.join("", "hush", "-", "hush");
    Lineage url = read("lineage: { url: \"${U}\" }\n", Map.of("U", "http://me:" + secret + "@h"));
    Lineage key = read("lineage: { api-key: \"${K}\" }\n", Map.of("K", secret + "\n" + secret));
    for (Lineage lineage : List.of(url, key)) {
      ConfigurationException e = assertThrows(ConfigurationException.class, lineage::required);
      assertFalse(String.valueOf(e.getMessage()).contains(secret), e::getMessage);
      assertFalse(lineage.toString().contains(secret), lineage::toString);
    }
    ConfigurationException written =
        assertThrows(
            ConfigurationException.class,
            () -> read("lineage: { api-key: " + secret + " }\n", Map.of()));
    assertTrue(String.valueOf(written.getMessage()).contains("A secret stands in the file."));
    assertFalse(String.valueOf(written.getMessage()).contains(secret));
  }
}
