package io.lavra.cli;

import io.lavra.table.PrintedValue;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of text, aligned. */
final class TextTable {
  private static final int WIDEST = 60;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> header) {
    rows.add(header);
  }

  void add(List<? extends @Nullable Object> values) {
    List<String> row = new ArrayList<>();
    for (Object value : values) {
      String text = PrintedValue.text(value);
      row.add(text == null ? "" : cut(plain(text)));
    }
    rows.add(row);
  }

  void print(PrintStream out) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** Control characters in data must not reach a terminal. */
  static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= WIDEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }
}
