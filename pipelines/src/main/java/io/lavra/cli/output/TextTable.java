package io.lavra.cli.output;

import io.lavra.table.duckdb.PrintedValue;
import io.lavra.words.Inert;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Columns of text, aligned. */
public final class TextTable {
  private static final int WIDEST = 60;
  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(List<String> header) {
    rows.add(header.stream().map(Inert::line).toList());
  }

  public void add(List<? extends @Nullable Object> values) {
    List<String> row = new ArrayList<>();
    for (Object value : values) {
      String text = PrintedValue.text(value);
      row.add(text == null ? "" : Inert.cut(Inert.line(text), WIDEST));
    }
    rows.add(row);
  }

  public void print(PrintStream out) {
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
}
