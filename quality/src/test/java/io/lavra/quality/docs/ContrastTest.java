package io.lavra.quality.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every text colour can be read on every ground it stands on, in light and in dark (WCAG AA). */
class ContrastTest {
  private static final Pattern PAIR =
      Pattern.compile("--([a-z-]+): light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\)");

  private static final List<String> TEXTS =
      List.of("ink", "quiet", "link", "bronze", "silver", "gold", "pass", "warn", "bad", "new");

  @Test
  void atLeastFourAndAHalf() throws IOException {
    Map<String, int[]> colours = new TreeMap<>();
    PAIR.matcher(Files.readString(Path.of("src/main/resources/io/lavra/quality/docs/style.css")))
        .results()
        .forEach(
            pair ->
                colours.put(
                    pair.group(1),
                    new int[] {
                      Integer.parseInt(pair.group(2), 16), Integer.parseInt(pair.group(3), 16)
                    }));
    assertTrue(colours.keySet().containsAll(TEXTS), colours.keySet()::toString);
    List<String> weak = new ArrayList<>();
    for (String text : TEXTS) {
      check(colours, text, "paper", weak);
      check(colours, text, "card", weak);
    }
    for (String soft : List.of("pass", "warn", "bad", "new")) {
      check(colours, soft, soft + "-soft", weak);
    }
    for (String ground : List.of("new-soft", "warn-soft")) {
      check(colours, "ink", ground, weak);
      check(colours, "quiet", ground, weak);
    }
    assertEquals(List.of(), weak);
  }

  private static void check(
      Map<String, int[]> colours, String text, String ground, List<String> weak) {
    for (int mode = 0; mode < 2; mode++) {
      double one = light(Objects.requireNonNull(colours.get(text))[mode]);
      double other = light(Objects.requireNonNull(colours.get(ground))[mode]);
      double contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
      if (contrast < 4.5) {
        weak.add(
            "%s on %s, %s: %.2f".formatted(text, ground, mode == 0 ? "light" : "dark", contrast));
      }
    }
  }

  /** Relative luminance as WCAG 2 defines it. */
  private static double light(int rgb) {
    return 0.2126 * part(rgb >> 16) + 0.7152 * part(rgb >> 8) + 0.0722 * part(rgb);
  }

  private static double part(int value) {
    double share = (value & 0xff) / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
