package io.lavra.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
