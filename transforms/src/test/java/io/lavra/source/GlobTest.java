package io.lavra.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void asTheJdkMatches() {
    Random random = new Random(11);
    String[] words = {
      "a", "b", "/", "*", "**", "?", "[ab]", "[!a]", "[a-]", "{a,b/}", "{*,b?}", "é"
    };
    String[] letters = {"a", "b", "/", "é", "-", "😀"};
    for (int n = 0; n < 20_000; n++) {
      String glob = some(words, random).replaceAll("\\*+/", "*/");
      String path = some(letters, random);
      PathMatcher jdk = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      boolean expected = jdk.matches(Path.of(path));
      if (Path.of(path).toString().equals(path)) {
        assertEquals(expected, new Glob(glob).matches(path), glob + " of " + path);
      }
    }
  }

  private static String some(String[] parts, Random random) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(7); n >= 0; n--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  @Test
  void twoStarsAndASlashAreAlsoNoFolder() {
    Glob glob = new Glob("**/a/**/*.{csv,{json,jsonl}.gz}");
    List.of("a/x.csv", "b/a/x.jsonl.gz", "b/a/c/d/x.json.gz")
        .forEach(path -> assertEquals(true, glob.matches(path), path));
    List.of("x.csv", "b/x.csv", "a/x.json", "ba/x.csv")
        .forEach(path -> assertFalse(glob.matches(path), path));
    assertEquals(true, new Glob("\\*\\{a,b\\}").matches("*{a,b}"));
  }

  @Test
  void hostileNamesTakeNoLonger() {
    String name = "a".repeat(4000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertFalse(new Glob("*a".repeat(30) + "b").matches(name));
          assertFalse(new Glob("**/" + "{a,*a,**a}".repeat(30) + "b").matches(name));
        });
  }

  @Test
  void whatIsNoPattern() {
    assertEquals(
        "The pattern \"a{b,c\" opens a { and never closes it. Close it with }.", wrong("a{b,c"));
    assertEquals(
        "The pattern \"a[b/c\" opens a [ and never closes it. Close it with ].", wrong("a[b/c"));
    assertEquals(
        "The pattern \"%s…\" has 5000 characters; 4096 are the most. Use wildcards, or several tables."
            .formatted("a".repeat(40)),
        wrong("a".repeat(5000)));
  }

  private static String wrong(String glob) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> new Glob(glob)).getMessage());
  }
}
