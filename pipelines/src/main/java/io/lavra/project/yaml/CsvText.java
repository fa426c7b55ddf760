package io.lavra.project.yaml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A few rows of comma-separated text, as people write them into a test. */
public final class CsvText {
  private final String text;
  private final List<List<@Nullable String>> records = new ArrayList<>();
  private List<@Nullable String> record = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private boolean wasQuoted;
  private int at;

  private CsvText(String text) {
    this.text = text;
  }

  /** The records; a field without anything is null, {@code ""} is an empty text. */
  public static List<List<@Nullable String>> records(String text) {
    CsvText csv = new CsvText(text.replace("\r\n", "\n"));
    while (csv.at < csv.text.length()) {
      csv.step();
    }
    csv.endRecord();
    return csv.records;
  }

  private void step() {
    char c = text.charAt(at++);
    if (c == '"' && field.isEmpty() && !wasQuoted) {
      quoted();
    } else if (c == ',') {
      endField();
    } else if (c == '\n') {
      endRecord();
    } else {
      field.append(c);
    }
  }

  private void quoted() {
    wasQuoted = true;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '"') {
        field.append(c);
      } else if (at < text.length() && text.charAt(at) == '"') {
        field.append('"');
        at++;
      } else {
        return;
      }
    }
  }

  private void endField() {
    record.add(field.isEmpty() && !wasQuoted ? null : field.toString());
    field.setLength(0);
    wasQuoted = false;
  }

  private void endRecord() {
    endField();
    if (record.size() > 1 || record.get(0) != null) {
      records.add(record);
    }
    record = new ArrayList<>();
  }
}
