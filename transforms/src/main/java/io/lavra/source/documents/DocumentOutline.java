package io.lavra.source.documents;

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
  private long characters = 0;
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
      requireRoom(characters + text.length() + stripped.length());
      text.append(text.isEmpty() ? "" : "\n\n").append(stripped);
    }
  }

  List<Section> sections(String path) {
    endSection();
    String name = title.or(() -> firstHeading).orElse(path.substring(path.lastIndexOf('/') + 1));
    requireRoom(characters + (long) name.length() * parts.size());
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
      long heading = open.stream().mapToLong(each -> each.text().length() + 3L).sum();
      characters += heading + text.length();
      requireRoom(characters);
      requireFew(parts.size() + 1);
      parts.add(
          new Part(String.join(" > ", open.stream().map(Heading::text).toList()), text.toString()));
      text.setLength(0);
    }
  }

  /** Refuses more characters than all sections of a document may have. */
  static void requireRoom(long characters) {
    if (characters > DocumentLimits.MOST_TEXT) {
      throw DocumentLimits.tooMuch(
          "Its sections have more than %s characters, with their headings and links written out"
              .formatted(DocumentLimits.MOST_TEXT));
    }
  }

  /** Refuses more sections than a document may have. */
  static void requireFew(int sections) {
    if (sections > DocumentLimits.MOST_SECTIONS) {
      throw DocumentLimits.tooMuch(
          "It has more than %s sections".formatted(DocumentLimits.MOST_SECTIONS));
    }
  }

  private static String oneLine(String words) {
    return words.strip().replaceAll("\\s+", " ");
  }
}
