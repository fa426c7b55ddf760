package io.lavra.source.files;

import static io.lavra.table.duckdb.SqlText.literal;
import static java.util.stream.Collectors.joining;

import io.lavra.lake.io.PlacedOutput;
import io.lavra.table.duckdb.DuckDb;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Keeps from DuckDB's reader what would end it or shift its line numbers. Text where every record
 * is one whole line passes as it is. Of other text a copy is made: each good record on a line, its
 * line number in front; the rest goes to {@link KeptBack}.
 *
 * @param format how the text is cut into records
 * @param fields how many each record must have
 * @param misfit what to say of a record with another number; it may have places for that and this
 */
record Sieve(DuckDb duckDb, String source, FileFormat.Csv format, int fields, String misfit) {
  /**
   * What passed.
   *
   * @param text to read
   * @param skip lines before the first record, where the records have no numbers of their own
   * @param numbered whether each record has its line number as a first field
   * @param lineEnd as DuckDB writes it
   * @param good the records it has
   * @param kept the records that were kept back
   */
  record Sifted(Path text, int skip, boolean numbered, String lineEnd, long good, long kept) {
    /** Each record's line, {@code _n}. */
    String number() {
      return numbered ? "CAST(n AS BIGINT) AS _n" : "row_number() OVER () + " + skip + " AS _n";
    }

    /** The relation of its records: fields {@code c0}, {@code c1}, … */
    String read(FileFormat.Csv format, int fields) {
      String types =
          IntStream.range(0, fields)
              .mapToObj(i -> "'c" + i + "': 'VARCHAR'")
              .collect(joining(", ", numbered ? "{'n': 'VARCHAR', " : "{", "}"));
      return "read_csv(%s, auto_detect = false, header = false, skip = %s, delim = %s, quote = %s, escape = %s, new_line = %s, columns = %s, max_line_size = %s)"
          .formatted(
              literal(text.toString()),
              skip,
              literal(format.delimiter()),
              literal(format.quote()),
              literal(format.quote()),
              literal(lineEnd),
              types,
              TextRecords.LONGEST + 64);
    }
  }

  Sifted sift(Path text) throws IOException {
    try (TextRecords records = open(text)) {
      passHeader(records);
      long first = records.nextLine();
      int lineEnd = first == 1 ? -1 : records.lineEnd();
      long count = 0;
      boolean plain = format.skipLines() == 0 && first == 1 + format.linesBefore();
      while (plain && records.next()) {
        lineEnd = lineEnd < 0 ? records.lineEnd() : lineEnd;
        plain = isPlain(records, first + count, lineEnd);
        count++;
      }
      return plain
          ? new Sifted(text, (int) first - 1, false, lineEnd == 2 ? "\\r\\n" : "\\n", count, 0)
          : copy(text);
    }
  }

  private boolean isPlain(TextRecords records, long line, int lineEnd) {
    return records.line() == line
        && records.nextLine() == line + 1
        && !records.isBlank()
        && records.isRegular()
        && reason(records).isEmpty()
        && records.lineEnd() != 0
        && (records.lineEnd() == lineEnd || records.lineEnd() < 0);
  }

  private Sifted copy(Path text) throws IOException {
    return copy(text, fields == 1, this::write);
  }

  /** JSON lines, written as {@link JsonNumbers} does. */
  Sifted siftJson(Path text, String mark) throws IOException {
    return copy(text, false, new MarkedLines(mark)::write);
  }

  /**
   * @param blanks whether a blank line is a record
   */
  private Sifted copy(Path text, boolean blanks, RecordWriter writer) throws IOException {
    Path copy = Files.createTempFile(duckDb.scratch(), "sifted-", ".txt");
    long good = 0;
    long kept = 0;
    try (TextRecords records = open(text);
        KeptBack keptBack = new KeptBack(duckDb, source);
        OutputStream out = new BufferedOutputStream(PlacedOutput.open(copy), 1 << 16)) {
      passHeader(records);
      while (records.next()) {
        if (records.isBlank() && !blanks) {
          continue;
        }
        String reason = reason(records);
        if (reason.isEmpty() && writer.write(records, out)) {
          good++;
        } else {
          kept++;
          String why = reason.isEmpty() ? misfit : reason;
          String all = records.isLong() ? why + TextRecords.IN_PART : why;
          keptBack.add(records.line(), all, records.text());
        }
      }
    }
    return new Sifted(copy, 0, true, "\\n", good, kept);
  }

  /** Writes a record with its line number in front, unless it cannot be read after all. */
  private interface RecordWriter {
    boolean write(TextRecords records, OutputStream out) throws IOException;
  }

  private boolean write(TextRecords records, OutputStream out) throws IOException {
    out.write((records.line() + format.delimiter()).getBytes(StandardCharsets.UTF_8));
    if (records.isRegular() || format.quote().isEmpty()) {
      records.writeTo(out);
    } else {
      String line =
          records.values().stream().map(this::quoted).collect(joining(format.delimiter()));
      out.write(line.getBytes(StandardCharsets.UTF_8));
    }
    out.write('\n');
    return true;
  }

  private String quoted(String value) {
    String quote = format.quote();
    return value.isEmpty() ? "" : quote + value.replace(quote, quote + quote) + quote;
  }

  private final class MarkedLines {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final JsonNumbers numbers;

    MarkedLines(String mark) {
      this.numbers = new JsonNumbers(line, mark);
    }

    boolean write(TextRecords records, OutputStream out) throws IOException {
      line.reset();
      records.writeTo(numbers);
      boolean json = numbers.end();
      if (json) {
        out.write((records.line() + format.delimiter()).getBytes(StandardCharsets.UTF_8));
        line.writeTo(out);
        out.write('\n');
      }
      return json;
    }
  }

  private String reason(TextRecords records) {
    if (!records.defect().isEmpty() || records.fields() == fields) {
      return records.defect();
    }
    return misfit.formatted(records.fields(), fields);
  }

  private TextRecords open(Path text) throws IOException {
    return new TextRecords(Files.newInputStream(text), format.delimiter(), format.quote());
  }

  private void passHeader(TextRecords records) throws IOException {
    for (int i = 0; i < format.skipLines(); i++) {
      records.skipLine();
    }
    boolean header = format.header();
    while (header && records.next()) {
      header = records.isBlank();
    }
  }
}
