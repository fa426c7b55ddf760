package io.lavra.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.lavra.lake.Location;
import io.lavra.lake.storage.S3Profile;
import io.lavra.words.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadLakesTest {
  private static final String SILVER = "from: bronze.raw\ncolumns: { a: {} }\n";

  private final Path path;

  BadLakesTest(@TempDir Path path) {
    this.path = path;
  }

  @Test
  void noLakeFile() {
    assertEquals(
        "lake.yaml: There is no such file in "
            + path
            + ". Name a lake folder, or make one with lavra init DIR.",
        new Folder(path).complaint());
  }

  @Test
  void lakeFile() {
    complaint(
        """
        lak: x
        timezone: Mars/Olympus
        retention: { bronze: soon, lead: 1d }
        """,
        """
        lake.yaml:1: "lake" is missing. Add lake: NAME.
        lake.yaml:1: Unknown key "lak". Did you mean "lake"?
        lake.yaml:2: Unknown time zone "Mars/Olympus". Use a name such as America/Sao_Paulo or UTC.
        lake.yaml:3: "soon" is no time. Write a number and s, m, h, d or w, such as 90d.
        lake.yaml:3: Unknown key "lead". Known here: bronze, silver, gold, ops.""");
    complaint(
        "lake: Not A Name\n",
        "lake.yaml:1: \"Not A Name\" is no lake name. Use a to z, 0 to 9, - and _, beginning with a letter.");
  }

  @Test
  void targets() {
    complaint(
        """
        lake: test
        targets:
          local: { root: gs://bucket }
          server:
            access-key: mine
            secret-key: ${SECRET:hush}
            layers: { bronze: s3://bronze, silver: s3://silver, gold: s3://gold }
          twice: { root: a, layers: {}, endpoint: http://x }
          Odd Name: { rot: a }
        """,
        """
        lake.yaml:3: "gs://bucket" is no place for tables. Write a folder or s3://bucket/prefix.
        lake.yaml:5: "endpoint" is missing. Add endpoint: http://HOST:PORT.
        lake.yaml:5: A secret stands in the file. Write access-key: ${NAME}, and set that environment variable.
        lake.yaml:6: A secret stands in the file. Write secret-key: ${NAME}, and set that environment variable.
        lake.yaml:7: "ops" is missing. Say where its tables are kept.
        lake.yaml:8: "bronze" is missing. Say where its tables are kept.
        lake.yaml:8: "endpoint" is for layers on s3://. Remove it, or move a layer there.
        lake.yaml:8: "gold" is missing. Say where its tables are kept.
        lake.yaml:8: "ops" is missing. Say where its tables are kept.
        lake.yaml:8: "root" stands beside "layers". Keep one of the two.
        lake.yaml:8: "silver" is missing. Say where its tables are kept.
        lake.yaml:9: "Odd Name" is no target name. Use a to z, 0 to 9, - and _, beginning with a letter.
        lake.yaml:9: "root" is missing. Add root: FOLDER, or layers: with a place for each.
        lake.yaml:9: Unknown key "rot". Did you mean "root"?""");
  }

  @Test
  void variablesOfATargetMatterWhenItIsUsed() {
    String server =
        """
        lake: test
        targets:
          server:
            endpoint: ${ENDPOINT}
            access-key: ${KEY}
            secret-key: ${SECRET}
            root: s3://${BUCKET}/lake
        """;
    Folder folder = Folder.good(path).with("lake.yaml", server);
    Lake lake = folder.read(Map.of("ENDPOINT", "http://localhost:9000", "KEY", "k3y"));
    assertEquals(
        """
        lake.yaml:6: The environment variable SECRET is not set. Set it, or write ${SECRET:default}.
        lake.yaml:7: The environment variable BUCKET is not set. Set it, or write ${BUCKET:default}.""",
        assertThrows(ConfigurationException.class, () -> lake.target("server")).getMessage());
    assertEquals(
        "lake.yaml: There is no target \"sever\". Did you mean \"server\"?",
        assertThrows(ConfigurationException.class, () -> lake.target("sever")).getMessage());
    Map<String, String> environment =
        Map.of(
            "ENDPOINT", "http://localhost:9000", "KEY", "k3y", "SECRET", "hush", "BUCKET", "lake");
    Lake whole = folder.read(environment);
    assertFalse(whole.toString().contains("k3y"), "the key is in the text");
    assertFalse(whole.toString().contains("hush"), "the secret is in the text");
    assertEquals(
        new Location(
            "s3://lake/lake/gold",
            new S3Profile("server", "${ENDPOINT}", "${KEY}", "${SECRET}", "").text()),
        whole.target("server").layers().get("gold"));
  }

  @Test
  void aVariableMayMoveATargetToAServer() {
    Folder folder =
        Folder.good(path)
            .with("lake.yaml", "lake: test\ntargets: { a: { root: '${ROOT:.lake}' } }\n");
    assertEquals("good", folder.complaint());
    assertEquals(
        """
        lake.yaml:2: "access-key" is missing. Write access-key: ${NAME}, and set that environment variable.
        lake.yaml:2: "endpoint" is missing. Add endpoint: http://HOST:PORT.
        lake.yaml:2: "secret-key" is missing. Write secret-key: ${NAME}, and set that environment variable.""",
        assertThrows(ConfigurationException.class, () -> folder.read(Map.of("ROOT", "s3://lake")))
            .getMessage());
  }

  @Test
  void tableNames() {
    Folder.good(path)
        .with("silver/a.yaml", SILVER)
        .with("silver/a.yml", SILVER)
        .with("silver/Big.yaml", SILVER);
    assertEquals(
        """
        silver/Big.yaml: "Big" is no table name. Name the file with a to z, 0 to 9 and _, beginning with a letter.
        silver/a.yml: silver.a is declared in silver/a.yaml too. Remove one of the two files.""",
        new Folder(path).complaint());
  }

  @Test
  void upstreams() {
    Folder.good(path)
        .with("silver/stock.yaml", SILVER)
        .with("silver/stok.yaml", "from: silver.stock\ncolumns: { b: { from: bb } }\n")
        .with(
            "silver/up.yaml",
            """
            from: gold.top
            columns:
              a: { tests: [{ relationships: { to: silver.stock, field: aa } }] }
            """)
        .with(
            "gold/top.yaml",
            """
            transform: forecast
            inputs:
              series: silver.stcok
            """);
    assertEquals(
        """
        gold/top.yaml:3: There is no table "silver.stcok". Did you mean "silver.stok"?
        silver/stok.yaml:2: silver.stock has no column "bb". Known here: a.
        silver/up.yaml:1: A silver table cannot read gold.top. Data flows from bronze to silver to gold: move one of the two.
        silver/up.yaml:3: silver.stock has no column "aa". Did you mean "a"?""",
        new Folder(path).complaint());
  }

  @Test
  void sqlFiles() throws IOException {
    Path secret = Files.writeString(path.resolve("outside.sql"), "select 1");
    Path lake = path.resolve("lake");
    Folder folder = Folder.good(lake);
    Files.createDirectories(lake.resolve("gold"));
    Files.createSymbolicLink(lake.resolve("gold/link.sql"), secret);
    Files.write(lake.resolve("gold/latin.sql"), new byte[] {'-', '-', (byte) 0xe7});
    folder
        .with("gold/a.yaml", "sql: missing.sql\n")
        .with("gold/b.yaml", "sql: ../../outside.sql\n")
        .with("gold/c.yaml", "sql: link.sql\n")
        .with("gold/d.yaml", "sql: select 1\n")
        .with("gold/e.yaml", "sql: latin.sql\n")
        .with("gold/f.yaml", "sql: \"\\0.sql\"\n");
    assertEquals(
        """
        gold/a.yaml:1: There is no file "gold/missing.sql". Create it, or correct the name.
        gold/b.yaml:1: "../outside.sql" is outside the lake folder. Move it into the lake folder.
        gold/c.yaml:1: "gold/link.sql" is outside the lake folder. Move it into the lake folder.
        gold/d.yaml:1: "sql" names a file that ends in .sql. Move the statement there.
        gold/e.yaml:1: "gold/latin.sql" is not UTF-8. Save it as UTF-8.
        gold/f.yaml:1: "sql" is no file name. Write the name of a file beside this one.""",
        folder.complaint());
  }

  private void complaint(String lake, String message) {
    assertEquals(message, Folder.good(path).with("lake.yaml", lake).complaint());
  }
}
