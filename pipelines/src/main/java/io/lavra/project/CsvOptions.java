package io.lavra.project;

import java.util.List;

/**
 * How a CSV file is written.
 *
 * @param delimiter one character
 * @param quote one character; empty where fields are never quoted
 * @param encoding a charset name this JVM knows, in its canonical spelling
 * @param skipLines lines before the header, or before the rows where there is none
 * @param header whether the first line after those names the columns
 * @param names the columns of a file without a header; empty where there is one
 */
public record CsvOptions(
    String delimiter,
    String quote,
    String encoding,
    int skipLines,
    boolean header,
    List<String> names) {
  public static final CsvOptions DEFAULT = new CsvOptions(",", "\"", "UTF-8", 0, true, List.of());

  public CsvOptions {
    names = List.copyOf(names);
  }
}
