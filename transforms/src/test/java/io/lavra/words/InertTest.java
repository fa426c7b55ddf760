package io.lavra.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InertTest {
  @ParameterizedTest
  @CsvSource({
    "0000, \\u0000",
    "0007, \\u0007",
    "0008, \\b",
    "0009, \\t",
    "000a, \\n",
    "000c, \\f",
    "000d, \\r",
    "001b, \\u001b",
    "007f, \\u007f",
    "0085, \\u0085",
    "009b, \\u009b",
    "00ad, \\u00ad",
    "034f, \\u034f",
    "061c, \\u061c",
    "115f, \\u115f",
    "180e, \\u180e",
    "200b, \\u200b",
    "200d, \\u200d",
    "200e, \\u200e",
    "2028, \\u2028",
    "2029, \\u2029",
    "202e, \\u202e",
    "2060, \\u2060",
    "2066, \\u2066",
    "2069, \\u2069",
    "3164, \\u3164",
    "d800, \\ud800",
    "dfff, \\udfff",
    "fe0f, \\ufe0f",
    "feff, \\ufeff",
    "ffff, \\uffff",
    "1d173, \\ud834\\udd73",
    "1fffe, \\ud83f\\udffe",
    "e0001, \\udb40\\udc01",
    "e0041, \\udb40\\udc41",
    "e01ef, \\udb40\\uddef"
  })
  void whatActsOrCannotBeSeenIsShown(String point, String shown) {
    String text = Character.toString(Integer.parseInt(point, 16));
    assertEquals("a" + shown + "b", Inert.line("a" + text + "b"));
  }

  @Test
  void everyScriptStays() {
    String text = "Peça nº 5 – \"漢字\" עברית العربية हिन्दी e\u0301 😀 \u00a0\u3000 \\u202e ~";
    assertEquals(text, Inert.line(text));
  }

  @Test
  void linesStayInATextAndNotInALine() {
    assertEquals("a\n\tb\\rc", Inert.text("a\n\tb\rc"));
    assertEquals("a\\n\\tb\\rc", Inert.line("a\n\tb\rc"));
    assertEquals("\"a\\n" + "x".repeat(57) + "…\"", Inert.quoted("a\n" + "x".repeat(99)));
  }

  @Test
  void aStreamShowsTheSameHoweverItIsWritten() {
    String text = "ok é漢😀 \u001b[31m \u009b \u202e\n";
    String shown = "ok é漢😀 \\u001b[31m \\u009b \\u202e\n";
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    InertStream stream = new InertStream(new PrintStream(said, true, StandardCharsets.UTF_8));
    stream.print(text);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      stream.write(b);
    }
    stream.printf("%s", text);
    stream.append(text);
    InertStream.exact(stream).print(text);
    stream.print("half \ud83d");
    assertEquals(shown.repeat(4) + text + "half \\ud83d", said.toString(StandardCharsets.UTF_8));
  }
}
