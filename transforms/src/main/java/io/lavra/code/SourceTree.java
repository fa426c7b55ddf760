package io.lavra.code;

import io.lavra.words.Inert;
import io.lavra.words.ProcessorTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.treesitter.TSInputEncoding;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSQueryCapture;
import org.treesitter.TSQueryCursor;
import org.treesitter.TSQueryMatch;
import org.treesitter.TSTree;

/**
 * What a grammar's query finds in one source file, copied out of native memory. Offsets are bytes
 * of the file in UTF-8. Broken source gives what can still be recognised.
 */
final class SourceTree {
  /** A declaration: where it is, where its signature starts and ends. */
  record Found(
      String kind, String name, int start, int end, int from, int to, int startLine, int endLine) {}

  private static final Logger LOG = LoggerFactory.getLogger(SourceTree.class);

  final List<Found> found = new ArrayList<>();
  private final TreeSet<Long> branches = new TreeSet<>();

  /** Comments by the byte they end before. */
  final TreeMap<Integer, String> commentsByEnd = new TreeMap<>();

  /** Docstrings by the byte their symbol starts at. */
  final Map<Integer, String> docsByStart = new HashMap<>();

  String packageName;

  private final Grammar grammar;
  private final byte[] source;

  private final Duration longest;
  private boolean wasStopped;

  private SourceTree(Grammar grammar, String path, String content, Duration longest) {
    this.grammar = grammar;
    this.longest = longest;
    source = content.getBytes(StandardCharsets.UTF_8);
    packageName = grammar.defaultPackage(path);
  }

  /**
   * Parses a file.
   *
   * @param longest of the processor's time: what fits nowhere may cost the square of its length,
   *     and a file that takes longer gives nothing
   */
  static SourceTree parse(Grammar grammar, String path, String content, Duration longest) {
    SourceTree result = new SourceTree(grammar, path, content, longest);
    if (DeepStack.run(result::parse, longest) && !result.wasStopped) {
      return result;
    }
    LOG.warn(
        "{} gives no symbols: to parse it would take more than {} s.",
        Inert.line(path),
        longest.toSeconds());
    return new SourceTree(grammar, path, content, longest); // the other may still be written to
  }

  private void parse() {
    try (TSParser parser = new TSParser()) {
      if (!parser.setLanguage(grammar.language())) {
        throw new IllegalStateException(
            "tree-sitter refuses its %s grammar. Use versions that fit each other."
                .formatted(grammar));
      }
      long end = ProcessorTime.now() + longest.toNanos();
      byte[] buffer = new byte[1 << 16];
      try (TSTree tree =
          parser.parseWithOptions(
              buffer,
              null,
              (to, from, point) -> copy(to, from),
              TSInputEncoding.TSInputEncodingUTF8,
              state -> ProcessorTime.now() > end)) {
        wasStopped = tree == null;
        if (!wasStopped && !BrokenSource.isHopeless(tree)) {
          query(tree);
        }
      }
    }
  }

  private int copy(byte[] to, int from) {
    int length = Math.max(0, Math.min(to.length, source.length - from));
    System.arraycopy(source, Math.min(from, source.length), to, 0, length);
    return length;
  }

  private void query(TSTree tree) {
    try (TSQueryCursor cursor = new TSQueryCursor()) {
      cursor.exec(grammar.query(), tree.getRootNode());
      TSQueryMatch match = new TSQueryMatch();
      while (cursor.nextMatch(match)) {
        add(match);
      }
    }
  }

  /** How many branches start between two bytes; two may start at the same byte. */
  int countBranches(int start, int end) {
    return branches.subSet((long) start << 32, (long) end << 32).size();
  }

  String text(int start, int end) {
    return new String(source, start, Math.max(0, end - start), StandardCharsets.UTF_8);
  }

  private void add(TSQueryMatch match) {
    Map<String, TSNode> captures = new HashMap<>();
    for (TSQueryCapture capture : match.getCaptures()) {
      captures.put(grammar.query().getCaptureNameForId(capture.getIndex()), capture.getNode());
    }
    captures.forEach((name, node) -> add(name, node, captures));
  }

  private void add(String capture, TSNode node, Map<String, TSNode> match) {
    switch (capture) {
      case "name", "doc" -> {}
      case "branch" -> branches.add(((long) node.getStartByte() << 32) + node.getEndByte());
      case "comment" -> commentsByEnd.put(node.getEndByte(), text(node));
      case "package" -> packageName = text(node);
      case "documented" ->
          docsByStart.put(node.getStartByte(), text(Objects.requireNonNull(match.get("doc"))));
      default -> found.add(found(capture, node, text(Objects.requireNonNull(match.get("name")))));
    }
  }

  private static Found found(String kind, TSNode node, String name) {
    TSNode body = node.getChildByFieldName("body");
    return new Found(
        kind,
        name,
        node.getStartByte(),
        node.getEndByte(),
        afterAnnotations(node),
        body.isNull() ? node.getEndByte() : body.getStartByte(),
        node.getStartPoint().getRow() + 1,
        node.getEndPoint().getRow() + 1);
  }

  private static int afterAnnotations(TSNode node) {
    TSNode modifiers = node.getNamedChild(0);
    int start = node.getStartByte();
    if (!modifiers.isNull() && modifiers.getType().equals("modifiers")) {
      for (int i = 0; i < modifiers.getChildCount(); i++) {
        TSNode modifier = modifiers.getChild(i);
        if (modifier.getType().endsWith("annotation")) {
          start = modifier.getEndByte();
        }
      }
    }
    return start;
  }

  private String text(TSNode node) {
    return text(node.getStartByte(), node.getEndByte());
  }
}
