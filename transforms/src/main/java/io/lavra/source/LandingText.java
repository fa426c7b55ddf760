package io.lavra.source;

import com.google.common.base.Utf8;
import io.lavra.lake.io.PlacedOutput;
import io.lavra.lake.storage.Storage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Landing files as plain UTF-8 text. */
public final class LandingText {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private LandingText() {}

  /** The text of a file, unpacked and decoded; undecodable bytes are an error. */
  static BufferedReader open(LandingFile file, String encoding) throws IOException {
    return open(file, Charset.forName(encoding), CodingErrorAction.REPORT);
  }

  /**
   * The same to look at its beginning. In UTF-8, where a bad byte costs its line only, it reads
   * U+FFFD.
   */
  public static BufferedReader sample(LandingFile file, String encoding) throws IOException {
    Charset charset = Charset.forName(encoding);
    boolean utf8 = charset.equals(StandardCharsets.UTF_8);
    return open(file, charset, utf8 ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT);
  }

  private static BufferedReader open(LandingFile file, Charset charset, CodingErrorAction onBad)
      throws IOException {
    InputStream plain = file.path().endsWith(".gz") ? unpacked(file) : raw(file);
    Reader reader =
        new InputStreamReader(
            plain, charset.newDecoder().onMalformedInput(onBad).onUnmappableCharacter(onBad));
    BufferedReader text = new BufferedReader(reader, 1 << 16);
    skipByteOrderMark(text);
    return text;
  }

  private static InputStream raw(LandingFile file) throws IOException {
    return new LandingBytes(Storage.at(file.folder()).open(file.path()));
  }

  private static InputStream unpacked(LandingFile file) throws IOException {
    InputStream raw = raw(file);
    try {
      return new GZIPInputStream(raw, 1 << 16);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /**
   * The file on this machine as UTF-8: itself where it is that already, else a copy in scratch.
   *
   * @param limit the most bytes a copy may have
   */
  public static Path local(LandingFile file, String encoding, Path scratch, long limit)
      throws IOException {
    boolean utf8 = Charset.forName(encoding).equals(StandardCharsets.UTF_8);
    if (utf8 && !file.path().endsWith(".gz")) {
      if (!file.folder().isLocal()) {
        checked(file.bytes(), file, limit);
      }
      Path here = Storage.at(file.folder()).fetch(file.path(), scratch);
      Files.newInputStream(here).close(); // DuckDB would say less clearly why it cannot
      return here;
    }
    Path copy = Files.createTempFile(scratch, "landing-", ".txt");
    if (utf8) {
      unpack(file, copy, limit);
    } else {
      decode(file, encoding, copy, limit);
    }
    return copy;
  }

  /** Bytes as they are: in UTF-8 a bad one costs its line only. */
  private static void unpack(LandingFile file, Path copy, long limit) throws IOException {
    try (InputStream in = unpacked(file);
        OutputStream out = PlacedOutput.open(copy)) {
      byte[] buffer = new byte[1 << 16];
      long written = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        written = checked(written + n, file, limit);
        out.write(buffer, 0, n);
      }
    }
  }

  private static void decode(LandingFile file, String encoding, Path copy, long limit)
      throws IOException {
    try (BufferedReader in = open(file, encoding);
        Writer out =
            new OutputStreamWriter(PlacedOutput.open(copy), StandardCharsets.UTF_8.newEncoder())) {
      char[] buffer = new char[1 << 16];
      long written = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        written = checked(written + n, file, limit);
        out.write(buffer, 0, n);
      }
    }
  }

  private static long checked(long bytes, LandingFile file, long limit) throws IOException {
    if (bytes > limit) {
      throw new LandingLimitException(
          "takes more than the %s MB of scratch".formatted(limit >> 20),
          "Split it, or allow more with --set scratch-limit=MEGABYTES");
    }
    if (bytes > LandingLimits.RATIO_FROM
        && file.path().endsWith(".gz")
        && bytes / LandingLimits.RATIO > file.bytes()) {
      throw new LandingLimitException(
          "unpacks to more than %s times its size".formatted(LandingLimits.RATIO),
          "Unpack it if it is what you expect, or take it away");
    }
    return bytes;
  }

  /** Bytes as text: those that are no UTF-8 are written as they are, {@code \\xE9}. */
  public static String readable(byte[] bytes, int from, int to) {
    if (Utf8.isWellFormed(bytes, from, to - from)) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    StringBuilder text = new StringBuilder();
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    CharBuffer out = CharBuffer.allocate(to - from);
    for (CoderResult result = decoder.decode(in, out, true);
        result.isError();
        result = decoder.decode(in, out, true)) {
      text.append(out.flip());
      out.clear();
      for (int i = 0; i < result.length(); i++) {
        text.append("\\x").append(HEX.toHexDigits(in.get()));
      }
    }
    return text.append(out.flip()).toString();
  }

  private static void skipByteOrderMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
  }
}
