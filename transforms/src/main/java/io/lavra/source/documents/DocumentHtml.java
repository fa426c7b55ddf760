package io.lavra.source.documents;

import java.util.Locale;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeFilter;

/** The words of an HTML page as an outline. Nothing is fetched, and scripts are not text. */
final class DocumentHtml implements NodeFilter {
  private static final Set<String> NOT_TEXT =
      Set.of("head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object");
  private static final Set<String> CELLS = Set.of("td", "th");

  private final DocumentOutline outline = new DocumentOutline();
  private final StringBuilder words = new StringBuilder();
  private int preformatted = 0;

  private DocumentHtml() {}

  static DocumentOutline read(String html, DocumentLimits limits) {
    if (html.chars().filter(c -> c == '<').count() > DocumentLimits.MOST_PARTS) {
      throw DocumentLimits.tooMuch("It has more than %s tags".formatted(DocumentLimits.MOST_PARTS));
    }
    Document page = Parser.htmlParser().parseInput(limits.reader(html), "");
    DocumentHtml reader = new DocumentHtml();
    reader.outline.title(page.title());
    page.body().filter(reader);
    reader.endParagraph();
    return reader.outline;
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode text) {
      words.append(preformatted > 0 ? text.getWholeText() : collapsed(text.getWholeText()));
    } else if (node instanceof Element element) {
      return enter(element);
    }
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (node instanceof Element element) {
      int level = headingLevel(element);
      if (level > 0) {
        outline.heading(level, words.toString());
        words.setLength(0);
      } else if (element.normalName().equals("tr")) {
        words.append('\n');
      } else if (endsParagraph(element)) {
        endParagraph();
        preformatted -= element.normalName().equals("pre") ? 1 : 0;
      }
    }
    return FilterResult.CONTINUE;
  }

  private FilterResult enter(Element element) {
    if (NOT_TEXT.contains(element.normalName())) {
      return FilterResult.SKIP_ENTIRELY;
    }
    if (element.normalName().equals("br")) {
      words.append('\n');
    } else if (CELLS.contains(element.normalName())) {
      words.append(words.isEmpty() || words.charAt(words.length() - 1) == '\n' ? "" : " | ");
    } else if (headingLevel(element) > 0 || endsParagraph(element)) {
      endParagraph();
      preformatted += element.normalName().equals("pre") ? 1 : 0;
    }
    return FilterResult.CONTINUE;
  }

  private void endParagraph() {
    outline.paragraph(words.toString());
    words.setLength(0);
  }

  private static boolean endsParagraph(Element element) {
    boolean inParagraph =
        CELLS.contains(element.normalName())
            || Set.of("tr", "thead", "tbody", "tfoot", "br").contains(element.normalName());
    return element.isBlock() && !inParagraph && headingLevel(element) == 0;
  }

  private static int headingLevel(Element element) {
    String name = element.normalName().toLowerCase(Locale.ROOT);
    boolean heading = name.length() == 2 && name.charAt(0) == 'h';
    int level = heading ? name.charAt(1) - '0' : 0;
    return level >= 1 && level <= 6 ? level : 0;
  }

  private String collapsed(String text) {
    String line = text.replaceAll("\\s+", " ");
    return startsLine() ? line.stripLeading() : line;
  }

  private boolean startsLine() {
    return words.isEmpty() || Character.isWhitespace(words.charAt(words.length() - 1));
  }
}
