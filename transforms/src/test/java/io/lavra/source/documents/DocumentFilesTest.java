package io.lavra.source.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFilesTest {
  private final Path folder;

  DocumentFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void markdownIsReadByHeadings() throws IOException {
    assertEquals(
        List.of(
            new Section("docs/a.md", "Guide", 0, "", "Before."),
            new Section("docs/a.md", "Guide", 1, "Start", "One two.\n\n- x\n- y"),
            new Section("docs/a.md", "Guide", 2, "Start > Setup & go", ""),
            new Section("docs/a.md", "Guide", 3, "Start > Setup & go > Deep", "int x = 1;"),
            new Section("docs/a.md", "Guide", 4, "Start > Next", "a| b\n1| 2"),
            new Section("docs/a.md", "Guide", 5, "End", "Site (http://example.org)")),
        read(
            "docs/a.md",
            """
            ---
            title: "Guide"
            ---
            Before.
            # Start
            One *two*.

            - x
            - y
            ## Setup & `go`
            ### Deep
            ```java
            int x = 1;
            ```
            ## Next
            |a|b|
            |-|-|
            |1|2|

            End
            ===
            [Site](http://example.org)
            """));
  }

  @Test
  void htmlIsReadByHeadingsWithoutScripts() throws IOException {
    assertEquals(
        List.of(
            new Section("a.html", "The page", 0, "", "Hello & welcome"),
            new Section("a.html", "The page", 1, "First", "One two.\n\na | b\n1 | 2"),
            new Section("a.html", "The page", 2, "First > Code", "if (x)\n  y();\n\nTail\nbroken")),
        read(
            "a.html",
            """
            <html><head><title>The  page</title><script>var x = "<h1>no</h1>";</script></head>
            <body>Hello &amp; <b>welcome</b>
            <h1>First</h1><p>One
              two.<style>p{}</style></p><script src=https://example.org/x.js></script>
            <table><tr><th>a</th><th>b</th></tr><tr><td>1<td>2</table>
            <h2>Code</h2><pre><code>if (x)
              y();</code></pre>Tail<br>broken
            """));
  }

  @Test
  void plainTextIsReadByParagraphs() throws IOException {
    assertEquals(
        List.of(
            new Section("n/a.txt", "a.txt", 0, "", "One\ntwo"),
            new Section("n/a.txt", "a.txt", 1, "", "Three")),
        read("n/a.txt", "\r\nOne\r\ntwo\r\n \t\r\n\r\nThree\r\n"));
  }

  @Test
  void encodingsAreRecognised() throws IOException {
    String text = "A\u00e7\u00e3o \u2013 \u201cok\u201d";
    List<Section> expected = List.of(new Section("a.txt", "a.txt", 0, "", text));
    assertEquals(expected, read("a.txt", text.getBytes(StandardCharsets.UTF_8)));
    assertEquals(expected, read("a.txt", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8)));
    assertEquals(expected, read("a.txt", text.getBytes(Charset.forName("windows-1252"))));
  }

  @Test
  void whatCannotBeReadIsReportedWithItsReason() {
    assertRefused(
        "a.pdf",
        "x".getBytes(StandardCharsets.UTF_8),
        "No reader knows the kind of a.pdf. Use .md, .markdown, .html, .htm, .xhtml, .txt or .text.");
    assertRefused(
        "a.txt",
        new byte[] {'a', 0},
        "a.txt has zero bytes, so it is no text in UTF-8 or Windows-1252. Convert it to UTF-8.");
    assertRefused(
        "a.md", new byte[DocumentFiles.LARGEST + 1], "a.md is larger than 16 MiB. Split it.");
    String deep = "Its quotes, lists or emphasis are nested more than 100 deep. Flatten them.";
    assertRefused("a.md", "> ".repeat(200_000).getBytes(StandardCharsets.UTF_8), deep);
    assertRefused(
        "a.md",
        ("*a _a ".repeat(20_000) + "b" + "_ a*".repeat(20_000)).getBytes(StandardCharsets.UTF_8),
        deep);
  }

  @Test
  void hostileHtmlIsReadInBoundedDepth() throws IOException {
    assertEquals(
        List.of(new Section("a.html", "a.html", 0, "", "deep")),
        read("a.html", "<div>".repeat(200_000) + "deep"));
    assertEquals(
        List.of(new Section("a.html", "a.html", 0, "", "bold")),
        read("a.html", "<b><i><a href=javascript:x>".repeat(2_000) + "bold"));
  }

  @Test
  void whatParsersWouldThinkAboutForMinutesIsRefused() {
    String marks =
        "Its paragraphs are too long for the marks in them that are not closed. Simplify it, or split it.";
    for (String open : List.of("<", "a <!A ", "a <?", "a <!--", "a <![CDATA[", "<a b=\"", "<a:b")) {
      assertRefused("a.md", bytes(open.repeat(50_000)), marks);
    }
    StringBuilder backticks = new StringBuilder();
    for (int length = 1; length < 1_000; length++) {
      backticks.append(" ").append("`".repeat(length));
    }
    assertRefused("a.md", bytes(backticks.toString()), marks);
    String lines =
        "Its paragraphs have too many lines; one may have about 20000. Simplify it, or split it.";
    assertRefused("a.md", bytes("[a\n".repeat(50_000)), lines);
    assertRefused("a.md", bytes("[a]: b\n\"c\n".repeat(50_000)), lines);
    assertRefused(
        "a.md",
        bytes("*a".repeat(1_000_000)),
        "It has more than 1000000 lines and marks. Simplify it, or split it.");
    assertRefused(
        "a.md",
        bytes("|a".repeat(5_000) + "|\n" + "|-".repeat(5_000) + "|\n" + "|a\n".repeat(5_000)),
        "Its tables have more than 500000 cells. Simplify it, or split it.");
    String text =
        "Its sections have more than 67108864 characters, with their headings and links written out. Simplify it, or split it.";
    assertRefused("a.md", bytes("[a]: " + "u".repeat(99_999) + "\n\n" + "[a] ".repeat(999)), text);
    assertRefused("a.md", bytes("# " + "u".repeat(99_999) + "\n" + "## b\n".repeat(999)), text);
    StringBuilder nested = new StringBuilder();
    for (int depth = 0; depth < 1_500; depth++) {
      nested.append("  ".repeat(depth)).append("- a\n");
    }
    assertRefused(
        "a.md",
        bytes(nested.toString()),
        "Its quotes, lists or emphasis are nested more than 100 deep. Flatten them.");
    assertRefused(
        "a.html",
        bytes("<b>".repeat(1_000_001)),
        "It has more than 1000000 tags. Simplify it, or split it.");
    assertRefused(
        "a.txt",
        bytes("a\n\n".repeat(200_001)),
        "It has more than 200000 sections. Simplify it, or split it.");
  }

  @Test
  void aDocumentHasItsTime() throws IOException {
    Path file = folder.resolve("a.html");
    Files.writeString(file, "<table>" + "<input>".repeat(200_000));
    Duration second = Duration.ofSeconds(1);
    assertEquals(
        "It takes more than 1 seconds to read. Simplify it, or split it.",
        assertThrows(
                IOException.class, () -> DocumentFiles.read(file, "a.html", second, section -> {}))
            .getMessage());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void assertRefused(String path, byte[] content, String reason) {
    assertEquals(reason, assertThrows(IOException.class, () -> read(path, content)).getMessage());
  }

  private List<Section> read(String path, String text) throws IOException {
    return read(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private List<Section> read(String path, byte[] content) throws IOException {
    Path file = folder.resolve(path.substring(path.lastIndexOf('/') + 1));
    Files.write(file, content);
    List<Section> sections = new ArrayList<>();
    DocumentFiles.read(file, path, sections::add);
    return sections;
  }
}
