package io.lavra.source.documents;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Markdown (CommonMark and GitHub's tables) as an outline; YAML front matter gives the title. */
final class DocumentMarkdown {
  /** Quotes in quotes and lists in lists deeper than any person writes: 100. */
  static final int DEEPEST = 100;

  private static final int LONGEST_FRONT_MATTER = 1_000;

  private static final Pattern NESTED_MARKERS =
      Pattern.compile("(?m)^(?:[ \\t]*(?:>|(?:[-*+]|\\d{1,9}[.)])[ \\t])){101}");
  private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create());
  private static final TextContentRenderer RENDERER =
      TextContentRenderer.builder()
          .extensions(EXTENSIONS)
          .nodeRendererFactory(DocumentMarkdownWords::new)
          .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
          .build();

  private DocumentMarkdown() {}

  static DocumentOutline read(String markdown, DocumentLimits limits) throws IOException {
    DocumentOutline outline = new DocumentOutline();
    Node document = parse(withoutFrontMatter(markdown, outline), limits);
    for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
      if (block instanceof Heading heading) {
        outline.heading(heading.getLevel(), words(heading));
      } else {
        outline.paragraph(words(block));
      }
    }
    return outline;
  }

  /** A link may be defined once and used often, so that the words are more than the text. */
  private static String words(Node block) {
    StringBuilder words = new StringBuilder();
    RENDERER.render(block, new DocumentWords(words));
    return words.toString();
  }

  private static String withoutFrontMatter(String markdown, DocumentOutline outline) {
    List<String> lines = markdown.lines().limit(LONGEST_FRONT_MATTER).toList();
    if (lines.isEmpty() || !lines.get(0).stripTrailing().equals("---")) {
      return markdown;
    }
    int end = lines.subList(1, lines.size()).indexOf("---") + 1;
    if (end == 0) {
      return markdown;
    }
    lines.subList(1, end).stream()
        .filter(line -> line.startsWith("title:"))
        .findFirst()
        .ifPresent(line -> outline.title(unquoted(line.substring("title:".length()).strip())));
    return markdown.lines().skip(end + 1L).collect(Collectors.joining("\n"));
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && "\"'".indexOf(value.charAt(0)) >= 0
            && value.charAt(0) == value.charAt(value.length() - 1);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static Node parse(String markdown, DocumentLimits limits) throws IOException {
    if (NESTED_MARKERS.matcher(markdown).find()) {
      throw tooDeep();
    }
    Node document = parseInlines(markdown, limits);
    int depth = 0;
    for (Node node = document; node != null; ) {
      if (depth > DEEPEST) {
        throw tooDeep();
      }
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        depth++;
      } else {
        while (node != null && node.getNext() == null) {
          node = node.getParent();
          depth--;
        }
        node = node == null ? null : node.getNext();
      }
    }
    return document;
  }

  /** Nested emphasis is only known once parsed, and the parser calls itself for each level. */
  private static Node parseInlines(String markdown, DocumentLimits limits) throws IOException {
    DocumentMarkdownLimits counted = new DocumentMarkdownLimits(limits);
    Parser parser =
        Parser.builder()
            .extensions(EXTENSIONS)
            .customBlockParserFactory(counted)
            .inlineParserFactory(counted::inlines)
            .build();
    try {
      return parser.parseReader(limits.reader(markdown));
    } catch (StackOverflowError e) {
      throw tooDeep();
    }
  }

  static IOException tooDeep() {
    return new IOException(
        "Its quotes, lists or emphasis are nested more than %s deep. Flatten them."
            .formatted(DEEPEST));
  }
}
