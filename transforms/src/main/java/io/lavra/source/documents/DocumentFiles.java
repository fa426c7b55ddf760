package io.lavra.source.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Documents as sections: Markdown ({@code .md}, {@code .markdown}), HTML ({@code .html}, {@code
 * .htm}, {@code .xhtml}) by headings, plain text ({@code .txt}, {@code .text}) by paragraphs. Text
 * is UTF-8, or Windows-1252 where it is not valid UTF-8.
 */
public final class DocumentFiles {
  /** Bytes above which a document is refused: 16 MiB. */
  public static final int LARGEST = 16 << 20;

  private DocumentFiles() {}

  /**
   * Gives the sections of a document in reading order; all or none.
   *
   * @param path what the sections call it
   * @throws IOException with the reason, for quarantine, where the document cannot be read: unknown
   *     kind, too large, no text in it, nested too deep, beyond {@link DocumentLimits}
   */
  public static void read(Path file, String path, Consumer<Section> consumer) throws IOException {
    read(file, path, DocumentLimits.LONGEST, consumer);
  }

  /**
   * @param longest the processor's time that it may take
   */
  static void read(Path file, String path, Duration longest, Consumer<Section> consumer)
      throws IOException {
    List<Section> sections;
    try {
      sections = sections(file, path, new DocumentLimits(longest));
    } catch (UncheckedIOException e) {
      throw new IOException(Objects.requireNonNull(e.getCause()).getMessage(), e);
    }
    sections.forEach(consumer);
  }

  private static List<Section> sections(Path file, String path, DocumentLimits limits)
      throws IOException {
    String extension =
        path.substring(path.lastIndexOf('/') + 1)
            .replaceFirst(".*\\.", "")
            .toLowerCase(Locale.ROOT);
    return switch (extension) {
      case "md", "markdown" -> DocumentMarkdown.read(text(file), limits).sections(path);
      case "html", "htm", "xhtml" -> DocumentHtml.read(text(file), limits).sections(path);
      case "txt", "text" -> paragraphs(text(file), path);
      default ->
          throw new IOException(
              "No reader knows the kind of %s. Use .md, .markdown, .html, .htm, .xhtml, .txt or .text."
                  .formatted(path));
    };
  }

  private static List<Section> paragraphs(String text, String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    List<Section> sections = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    Iterable<String> lines = Stream.concat(text.lines(), Stream.of(""))::iterator;
    for (String line : lines) {
      if (!line.isBlank()) {
        paragraph.append(line).append('\n');
      } else if (!paragraph.isEmpty()) {
        DocumentOutline.requireFew(sections.size() + 1);
        sections.add(new Section(path, name, sections.size(), "", paragraph.toString().strip()));
        paragraph.setLength(0);
      }
    }
    return sections;
  }

  private static String text(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      throw new IOException(
          "%s is larger than %s MiB. Split it.".formatted(file.getFileName(), LARGEST >> 20));
    }
    if (DocumentText.isBinary(bytes)) {
      throw new IOException(
          "%s has zero bytes, so it is no text in UTF-8 or Windows-1252. Convert it to UTF-8."
              .formatted(file.getFileName()));
    }
    return DocumentText.decode(bytes);
  }
}
