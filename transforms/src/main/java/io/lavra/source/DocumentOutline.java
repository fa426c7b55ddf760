package io.lavra.source;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Collects a document's sections in reading order while its headings come and go. */
final class DocumentOutline {
  private record Heading(int level, String text) {}

  private record Part(String heading, String text) {}

  private final Deque<Heading> open = new ArrayDeque<>();
  private final List<Part> parts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private Optional<String> title = Optional.empty();
  private Optional<String> firstHeading = Optional.empty();

  void title(String words) {
    title = Optional.of(oneLine(words)).filter(line -> !line.isEmpty());
  }

  /** Ends the section so far and begins one under a heading; levels count from 1, the outermost. */
  void heading(int level, String words) {
    String line = oneLine(words);
    if (line.isEmpty()) {
      return;
    }
    endSection();
    while (!open.isEmpty() && open.peekLast().level() >= level) {
      open.removeLast();
    }
    open.addLast(new Heading(level, line));
    firstHeading = firstHeading.or(() -> Optional.of(line));
  }

  /** Adds a paragraph to the section. */
  void paragraph(String words) {
    String stripped = words.strip();
    if (!stripped.isEmpty()) {
      text.append(text.isEmpty() ? "" : "\n\n").append(stripped);
    }
  }

  List<Section> sections(String path) {
    endSection();
    String name = title.or(() -> firstHeading).orElse(path.substring(path.lastIndexOf('/') + 1));
    List<Section> sections = new ArrayList<>();
    int number = !parts.isEmpty() && parts.get(0).heading().isEmpty() ? 0 : 1;
    for (Iterator<Part> rest = parts.iterator(); rest.hasNext(); number++) {
      Part part = rest.next();
      sections.add(new Section(path, name, number, part.heading(), part.text()));
    }
    return sections;
  }

  private void endSection() {
    if (!open.isEmpty() || !text.isEmpty()) {
      parts.add(
          new Part(String.join(" > ", open.stream().map(Heading::text).toList()), text.toString()));
      text.setLength(0);
    }
  }

  private static String oneLine(String words) {
    return words.strip().replaceAll("\\s+", " ");
  }
}
