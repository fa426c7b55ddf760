package io.lavra.code;

import io.lavra.code.SourceTree.Found;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Names, documents and measures the declarations of one source file, in the order of the file. */
final class FileSymbols {
  private static final Set<String> CALLABLE = Set.of("method", "constructor", "function");
  private static final int LONGEST_SIGNATURE = 500;
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private record Scope(Found found, String qualifiedName) {}

  private final SourceTree tree;
  private final Deque<Scope> open = new ArrayDeque<>();

  private FileSymbols(SourceTree tree) {
    this.tree = tree;
  }

  static List<Symbol> of(Grammar grammar, String path, String content) {
    FileSymbols symbols = new FileSymbols(SourceTree.parse(grammar, path, content, LONGEST));
    List<Symbol> result = new ArrayList<>();
    symbols.tree.found.stream()
        .sorted(
            Comparator.comparingInt(Found::start)
                .thenComparing(Found::end, Comparator.reverseOrder()))
        .forEach(found -> result.add(symbols.symbol(found)));
    return result;
  }

  private Symbol symbol(Found found) {
    while (!open.isEmpty() && open.peekLast().found().end() <= found.start()) {
      open.removeLast();
    }
    boolean inClass = !open.isEmpty() && !CALLABLE.contains(open.peekLast().found().kind());
    String within = open.isEmpty() ? tree.packageName : open.peekLast().qualifiedName();
    String qualifiedName = within.isEmpty() ? found.name() : within + "." + found.name();
    open.addLast(new Scope(found, qualifiedName));
    return new Symbol(
        found.kind().equals("function") && inClass ? "method" : found.kind(),
        found.name(),
        qualifiedName,
        signature(found),
        found.startLine(),
        found.endLine(),
        FirstSentence.of(doc(found)),
        CALLABLE.contains(found.kind()) ? 1 + tree.countBranches(found.start(), found.end()) : 0);
  }

  private String signature(Found found) {
    String line =
        tree.text(found.from(), found.to())
            .strip()
            .replaceAll("\\s+", " ")
            .replaceFirst("[:;]$", "");
    return line.length() <= LONGEST_SIGNATURE ? line : line.substring(0, LONGEST_SIGNATURE);
  }

  private String doc(Found found) {
    String inside = tree.docsByStart.get(found.start());
    if (inside != null) {
      return inside;
    }
    Map.Entry<Integer, String> before = tree.commentsByEnd.floorEntry(found.start());
    boolean belongs =
        before != null
            && before.getValue().startsWith("/**")
            && tree.text(before.getKey(), found.start()).isBlank();
    return belongs ? before.getValue() : "";
  }
}
