package io.lavra.source.files;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a landing file is written. Files ending in {@code .gz} are unpacked first. */
public sealed interface FileFormat extends Serializable {
  /** Java's name of the character set, e.g. {@code ISO-8859-1}. */
  String encoding();

  /**
   * Delimited text.
   *
   * @param delimiter one or more characters between fields
   * @param quote the quote character, doubled inside a quoted field; empty for none
   * @param skipLines lines before the header
   * @param header whether the next line names the columns
   * @param names the columns' names where there is no header
   */
  record Csv(
      String delimiter,
      String quote,
      String encoding,
      int skipLines,
      boolean header,
      List<String> names)
      implements FileFormat {
    public Csv {
      names = List.copyOf(names);
      if (!header && names.isEmpty()) {
        throw new IllegalArgumentException("csv without a header needs names: [a, b, …]");
      }
      if (quote.length() > 1 || !quote.isEmpty() && quote.charAt(0) > 127) {
        throw new IllegalArgumentException(
            "csv quote is one plain character such as '\"', or empty, not " + quote);
      }
      if (delimiter.isEmpty() || delimiter.getBytes(StandardCharsets.UTF_8).length > 4) {
        throw new IllegalArgumentException(
            "csv delimiter is one to four characters such as ';', not \"" + delimiter + "\"");
      }
    }

    public static Csv standard() {
      return new Csv(",", "\"", "UTF-8", 0, true, List.of());
    }

    /** Lines before the first record. */
    int linesBefore() {
      return skipLines + (header ? 1 : 0);
    }
  }

  /** One JSON object a line. */
  record JsonLines(String encoding) implements FileFormat {}

  /** JSON objects in one array, or one after the other. */
  record Json(String encoding) implements FileFormat {}
}
