package io.lavra.source.files;

import com.google.common.base.Utf8;
import io.lavra.source.LandingLimitException;
import io.lavra.source.LandingLimits;
import io.lavra.source.LandingText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts delimited UTF-8 text into records: a line each, or several where a quoted field has line
 * breaks. Text that fits no rule costs one record: a quote that is never closed ends with its line,
 * a line beyond {@link #LONGEST} bytes is kept in part.
 */
final class TextRecords implements AutoCloseable {
  /** The most bytes of a record. */
  static final int LONGEST = LandingLimits.LINE;

  /** How much is kept of a line that is longer. */
  private static final int KEPT = 1 << 20;

  /** Follows the reason why a long line is kept back. */
  static final String IN_PART = "; its beginning is kept";

  private static final String TOO_LONG = "longer than %s MB".formatted(LONGEST >> 20) + IN_PART;
  private static final int NONE = -1;

  private enum At {
    FIELD,
    PLAIN,
    QUOTED,
    CLOSED,
    BEHIND
  }

  private final InputStream in;
  private final byte[] delimiter;
  private final int quote;
  private byte[] buffer = new byte[1 << 18];
  private int start;
  private int at;
  private int limit;
  private boolean ended;
  private long nextLine = 1;
  private long again;

  private byte[] record = buffer;
  private int from;
  private int to;
  private long line;
  private int fields;
  private int lineEnd;
  private boolean regular;
  private String defect = "";

  /**
   * @param delimiter between fields
   * @param quote around fields; empty for none
   */
  TextRecords(InputStream in, String delimiter, String quote) throws IOException {
    this.in = in;
    this.delimiter = delimiter.getBytes(StandardCharsets.UTF_8);
    this.quote = quote.isEmpty() ? NONE : quote.charAt(0);
    refill();
    if (limit >= 3 && buffer[0] == (byte) 0xEF && buffer[1] == (byte) 0xBB) {
      at = buffer[2] == (byte) 0xBF ? 3 : 0;
    }
  }

  /** Passes over a line, whatever it holds. */
  void skipLine() throws IOException {
    next(NONE);
  }

  /** Goes to the next record; false at the end. */
  boolean next() throws IOException {
    return next(quote);
  }

  /** The line where it starts, from 1. */
  long line() {
    return line;
  }

  /** The line after it. */
  long nextLine() {
    return nextLine;
  }

  boolean isBlank() {
    return from == to;
  }

  int fields() {
    return fields;
  }

  /**
   * How its last line ends: 1 for a line feed, 2 with a carriage return before it, 0 for that
   * alone, -1 for the file's end.
   */
  int lineEnd() {
    return lineEnd;
  }

  /** What makes it unreadable, whatever its number of fields; else empty. */
  String defect() {
    return defect;
  }

  /**
   * Whether any reader cuts it into the same fields: a quote is the first or the last character of
   * a field, or doubled within quotes; nothing begins like a delimiter and is none.
   */
  boolean isRegular() {
    return regular;
  }

  /** Its fields' texts: without the quotes around them, doubled quotes as one. */
  List<String> values() {
    List<String> values = new ArrayList<>();
    StringBuilder bytes = new StringBuilder();
    At state = At.FIELD;
    for (int i = from; i < to; i++) {
      byte b = record[i];
      if (state == At.QUOTED) {
        state = b == quote ? At.CLOSED : state;
        append(bytes, b, state == At.QUOTED);
      } else if (b == quote && (state == At.FIELD || state == At.CLOSED)) {
        // Blanks before the first quote are not of the field, a second one is doubled.
        bytes.setLength(state == At.FIELD ? 0 : bytes.length());
        append(bytes, b, state == At.CLOSED);
        state = At.QUOTED;
      } else if (isDelimiter(record, i, to)) {
        values.add(text(bytes));
        i += delimiter.length - 1;
        state = At.FIELD;
      } else {
        state = inField(state, b);
        append(bytes, b, state != At.BEHIND);
      }
    }
    values.add(text(bytes));
    return values;
  }

  /** Bytes as characters of the same number. */
  private static void append(StringBuilder bytes, byte b, boolean isText) {
    if (isText) {
      bytes.append((char) (b & 0xFF));
    }
  }

  private static String text(StringBuilder bytes) {
    byte[] utf8 = bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
    bytes.setLength(0);
    return LandingText.readable(utf8, 0, utf8.length);
  }

  /**
   * Its text without the line end, or the beginning of one that is long; bytes that are no UTF-8
   * are written {@code \xE9}.
   */
  String text() {
    return LandingText.readable(record, from, isLong() ? from + KEPT : to);
  }

  boolean isLong() {
    return to - from > KEPT;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(record, from, to - from);
  }

  private boolean next(int quoteHere) throws IOException {
    start = at;
    line = nextLine;
    fields = 1;
    regular = true;
    defect = "";
    At state = At.FIELD;
    while (true) {
      if (at + delimiter.length >= limit && !ended) {
        if (at - start > LONGEST) {
          return tooLong(state == At.QUOTED);
        }
        refill();
      }
      if (at >= limit) {
        return end(state == At.QUOTED);
      }
      byte b = buffer[at];
      if (b == '\n' || b == '\r') {
        int length = lineEndLength();
        nextLine++;
        if (state != At.QUOTED) {
          return cut(at, length);
        }
        at += length;
      } else if (state == At.QUOTED) {
        state = b == quoteHere ? At.CLOSED : state;
        at++;
      } else if (b == quoteHere && (state == At.FIELD || state == At.CLOSED)) {
        regular &= state == At.CLOSED || isFieldStart();
        state = At.QUOTED;
        at++;
      } else if (isDelimiter(buffer, at, limit)) {
        fields++;
        at += delimiter.length;
        state = At.FIELD;
      } else {
        state = inField(state, b);
        regular &= b != quoteHere && b != delimiter[0] && b != 0 && state != At.BEHIND;
        at++;
      }
    }
  }

  private boolean isFieldStart() {
    return at == start || buffer[at - 1] == delimiter[delimiter.length - 1];
  }

  /** Blanks around quotes are none of the field's text. */
  private At inField(At state, byte b) {
    if (b == ' ' && state != At.PLAIN) {
      return state == At.FIELD ? At.FIELD : At.BEHIND;
    }
    if (state == At.CLOSED || state == At.BEHIND) {
      defect = "text after a closing quote";
    }
    return At.PLAIN;
  }

  private boolean isDelimiter(byte[] bytes, int i, int end) {
    return bytes[i] == delimiter[0]
        && (delimiter.length == 1
            || i + delimiter.length <= end
                && Arrays.equals(bytes, i, i + delimiter.length, delimiter, 0, delimiter.length));
  }

  private int lineEndLength() {
    return buffer[at] == '\r' && at + 1 < limit && buffer[at + 1] == '\n' ? 2 : 1;
  }

  /** Ends the record before a line end. */
  private boolean cut(int end, int length) {
    lineEnd = buffer[end] == '\n' ? 1 : length == 2 ? 2 : 0;
    at = end + length;
    return found(buffer, start, end);
  }

  private boolean found(byte[] bytes, int first, int end) {
    record = bytes;
    from = first;
    to = end;
    if (to - from > LONGEST) {
      to = from + KEPT;
      fields = 0;
      defect = TOO_LONG;
    } else if (!Utf8.isWellFormed(record, from, to - from)) {
      defect = "not UTF-8 text";
    }
    return true;
  }

  private boolean end(boolean quoted) throws IOException {
    if (at == start) {
      return false;
    }
    if (quoted) {
      return firstLineOnly();
    }
    lineEnd = -1;
    return found(buffer, start, limit);
  }

  /** A quote that is never closed: its line is broken, what follows is not. */
  private boolean firstLineOnly() throws IOException {
    again += at - start;
    if (again > LandingLimits.AGAIN) {
      throw new LandingLimitException(
          "has many quotes that are opened and never closed",
          "Correct the file, or its csv: { quote }");
    }
    defect = "a quote is opened and never closed";
    fields = 0;
    nextLine = line + 1;
    for (at = start; at < limit; at++) {
      if (buffer[at] == '\n' || buffer[at] == '\r') {
        return cut(at, lineEndLength());
      }
    }
    return found(buffer, start, limit);
  }

  private boolean tooLong(boolean quoted) throws IOException {
    if (quoted && nextLine > line) {
      return firstLineOnly();
    }
    byte[] kept = Arrays.copyOfRange(buffer, start, start + KEPT);
    while (at < limit && buffer[at] != '\n' && buffer[at] != '\r') {
      at++;
      if (at + 1 >= limit && !ended) {
        start = at;
        refill();
      }
    }
    nextLine = line + 1;
    if (at < limit) {
      at += lineEndLength();
    }
    record = kept;
    from = 0;
    to = KEPT;
    fields = 0;
    defect = TOO_LONG;
    return true;
  }

  /** Reads on, with the unfinished record moved to the front. */
  private void refill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      at -= start;
      limit -= start;
      start = 0;
    }
    if (limit == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.readNBytes(buffer, limit, buffer.length - limit);
    ended = read < buffer.length - limit;
    limit += read;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
