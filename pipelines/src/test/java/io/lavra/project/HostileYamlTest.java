package io.lavra.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileYamlTest {
  private final Path path;

  HostileYamlTest(@TempDir Path path) {
    this.path = path;
  }

  @Test
  void notYaml() {
    complaint(
        "from: [a\n\n",
        "silver/t.yaml:3: This is not YAML: expected ',' or ']', but got <stream end>. Check indentation, quotes and brackets.");
    complaint(
        "a: b: c\n",
        "silver/t.yaml:1: This is not YAML: mapping values are not allowed here. Check indentation, quotes and brackets.");
    complaint("", "silver/t.yaml:1: The file has no keys. Write it as key: value.");
    complaint("- a\n", "silver/t.yaml:1: The file has no keys. Write it as key: value.");
    complaint(
        "a: \u0000\n",
        "silver/t.yaml: This is not YAML. It may hold characters that no text has: save it as plain UTF-8.");
  }

  @Test
  void aliases() {
    complaint(
        "a: &a [x, x]\nb: [*a, *a]\n",
        "silver/t.yaml:1: Lake files use no anchors and aliases. Write the value out.");
  }

  @Test
  void tags() {
    complaint(
        "from: !!java.net.URL [\"http://localhost\"]\n",
        "silver/t.yaml:1: Lake files use no tags. Write the value out.");
  }

  @Test
  void depth() {
    complaint(
        "a: " + "[".repeat(100_000),
        "silver/t.yaml:1: Lake files use no more than 32 levels. Write the value out.");
  }

  @Test
  void size() {
    complaint(
        "#" + "x".repeat(1 << 20),
        "silver/t.yaml: \"silver/t.yaml\" is larger than 1 MiB. Split it.");
  }

  @Test
  void longKeysAndTypesAndNumbers() {
    String nested = "array<".repeat(50_000);
    complaint(
        """
        from: bronze.raw
        %s: 1
        columns: { a: { type: "%s" } }
        expectations: [{ expect_x: { v: %s } }]
        """
            .formatted("\"\\e[31m" + "k".repeat(900) + "\"", nested, "9".repeat(300_000)),
        """
        silver/t.yaml:2: Unknown key "\\u001b[31m%s…". Known here: description, source, from, sql, transform, inputs, with, columns, contract, deduplicate, where, write, expectations, dqdl, anomaly.
        silver/t.yaml:3: Unknown type "%s…". Use string, boolean, int, bigint, float, double, decimal(p,s), date, timestamp, binary or array<type>."""
            .formatted("k".repeat(50), nested.substring(0, 60)));
  }

  private void complaint(String text, String message) {
    assertEquals(message, Folder.good(path).with("silver/t.yaml", text).complaint());
  }
}
