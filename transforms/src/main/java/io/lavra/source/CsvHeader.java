package io.lavra.source;

import java.util.ArrayList;
import java.util.List;

/** The header line of delimited text. */
final class CsvHeader {
  private CsvHeader() {}

  static List<String> split(String line, String delimiter, String quote) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (int at = 0; at < line.length(); ) {
      if (!quote.isEmpty() && line.startsWith(quote, at)) {
        boolean doubled = quoted && line.startsWith(quote, at + quote.length());
        if (doubled) {
          name.append(quote);
          at += quote.length();
        } else {
          quoted = !quoted;
        }
        at += quote.length();
      } else if (!quoted && line.startsWith(delimiter, at)) {
        names.add(name.toString().strip());
        name.setLength(0);
        at += delimiter.length();
      } else {
        name.append(line.charAt(at++));
      }
    }
    names.add(name.toString().strip());
    return names;
  }
}
