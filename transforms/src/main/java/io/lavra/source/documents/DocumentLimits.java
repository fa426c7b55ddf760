package io.lavra.source.documents;

import io.lavra.words.ProcessorTime;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * Ends the reading of a document that would take more time or memory than any that people write.
 * The limits count what is in the document, so that the same one is refused everywhere; only the
 * time, which is that of the processor, is a last net. A limit is raised as an {@link
 * UncheckedIOException}, because it passes through parsers.
 */
final class DocumentLimits {
  static final Duration LONGEST = Duration.ofSeconds(20);

  /** Characters of titles, headings and texts of all sections together. */
  static final int MOST_TEXT = 4 * DocumentFiles.LARGEST;

  static final int MOST_SECTIONS = 200_000;

  /** What a parser keeps in memory apiece: lines, tags, marks. */
  static final int MOST_PARTS = 1_000_000;

  private final Duration longest;
  private final long begin = ProcessorTime.now();

  DocumentLimits(Duration longest) {
    this.longest = longest;
  }

  void checkTime() {
    if (ProcessorTime.now() - begin > longest.toNanos()) {
      throw tooMuch("It takes more than %s seconds to read".formatted(longest.toSeconds()));
    }
  }

  static UncheckedIOException tooMuch(String problem) {
    return new UncheckedIOException(new IOException(problem + ". Simplify it, or split it."));
  }

  /** The text, as long as there is time; for parsers that read piece by piece. */
  StringReader reader(String text) {
    return new StringReader(text) {
      @Override
      public int read(char[] buffer, int offset, int length) throws IOException {
        checkTime();
        return super.read(buffer, offset, length);
      }
    };
  }
}
