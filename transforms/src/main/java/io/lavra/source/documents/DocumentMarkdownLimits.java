package io.lavra.source.documents;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.internal.InlineParserImpl;
import org.commonmark.node.Block;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * Counts what commonmark is about to do in one document, where that grows faster than the text: it
 * copies a paragraph for each of its lines, looks through the rest of a paragraph for the end of
 * what begins with {@code <} or backticks, and fills the rows of a table up to its widest.
 */
final class DocumentMarkdownLimits extends AbstractBlockParserFactory {
  private static final long MOST_STEPS = 200_000_000;
  private static final int MOST_CELLS = 500_000;
  private static final int LONGEST_TAG = 1_000;
  private static final String MARKS = "*_[]<`!&\\\n";

  private final DocumentLimits limits;
  private @Nullable Block paragraph;
  private long lines = 0;
  private long copied = 0;
  private long steps = 0;
  private int parts = 0;
  private int cells = 0;

  DocumentMarkdownLimits(DocumentLimits limits) {
    this.limits = limits;
  }

  /** Sees each line outside of code; never begins a block. */
  @Override
  public @Nullable BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
    Block block = matched.getMatchedBlockParser().getBlock();
    requireDepth(block);
    lines = block == paragraph ? lines + 1 : 0;
    paragraph = block instanceof Paragraph ? block : null;
    copied += lines;
    if (copied > MOST_STEPS) {
      throw DocumentLimits.tooMuch("Its paragraphs have too many lines; one may have about 20000");
    }
    addParts(1);
    return BlockStart.none();
  }

  private static void requireDepth(Block innermost) {
    int depth = 0;
    for (Node block = innermost; block != null; block = block.getParent()) {
      if (++depth > DocumentMarkdown.DEEPEST) {
        throw new UncheckedIOException(DocumentMarkdown.tooDeep());
      }
    }
  }

  /** The parser of what stands in a paragraph, a heading or a cell, behind the limits. */
  InlineParser inlines(InlineParserContext context) {
    InlineParser parser = new InlineParserImpl(context);
    return (text, block) -> {
      check(text, block);
      parser.parse(text, block);
    };
  }

  private void check(SourceLines lines, Node block) {
    limits.checkTime();
    if (block instanceof TableCell && ++cells > MOST_CELLS) {
      throw DocumentLimits.tooMuch("Its tables have more than %s cells".formatted(MOST_CELLS));
    }
    String text = lines.getContent();
    addParts(1 + (int) text.chars().filter(c -> MARKS.indexOf(c) >= 0).count());
    addBackticks(text);
    for (int at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at + 1)) {
      addSteps(tagEnd(text, at) - at);
    }
  }

  private void addParts(int more) {
    parts += more;
    if (parts > DocumentLimits.MOST_PARTS) {
      throw DocumentLimits.tooMuch(
          "It has more than %s lines and marks".formatted(DocumentLimits.MOST_PARTS));
    }
  }

  private void addSteps(long more) {
    steps += more;
    if (steps > MOST_STEPS) {
      throw DocumentLimits.tooMuch(
          "Its paragraphs are too long for the marks in them that are not closed");
    }
  }

  /** A run of backticks ends at the next one of its length; without one, all is looked through. */
  private void addBackticks(String text) {
    Map<Integer, Integer> next = new HashMap<>();
    for (int end = text.length(); end > 0; ) {
      int start = end;
      while (start > 0 && text.charAt(start - 1) == '`') {
        start--;
      }
      if (start < end) {
        Integer closing = next.put(end - start, start);
        addSteps((closing == null ? text.length() : closing) - start);
      }
      end = start == end ? end - 1 : start;
    }
  }

  /** Where the search for the end of what begins with {@code <} ends at the latest. */
  private static int tagEnd(String text, int start) {
    int last = Math.min(text.length(), start + LONGEST_TAG);
    String ending =
        text.startsWith("<!--", start)
            ? "-->"
            : text.startsWith("<![CDATA[", start)
                ? "]]>"
                : text.startsWith("<?", start) ? "?>" : "";
    if (!ending.isEmpty()) {
      int at = text.substring(start, last).indexOf(ending);
      return at < 0 ? text.length() : start + at;
    }
    char quote = 0;
    for (int at = start + 1; at < last; at++) {
      char c = text.charAt(at);
      if (quote == 0 && c == '>') {
        return at;
      }
      if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      }
    }
    return text.length();
  }
}
