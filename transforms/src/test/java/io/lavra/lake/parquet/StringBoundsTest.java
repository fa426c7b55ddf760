package io.lavra.lake.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class StringBoundsTest {
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  @Test
  void upperBoundsCarryOverLettersThatHaveNoNext() {
    assertEquals(
        Optional.of("a".repeat(30) + "b"),
        StringBounds.atLeast("a".repeat(31) + LAST + "tail", true));
    assertEquals(
        Optional.of(LAST.repeat(40) + "b"), StringBounds.atLeast(LAST.repeat(40) + "abc", true));
    assertEquals(Optional.of(LAST.repeat(33)), StringBounds.atLeast(LAST.repeat(33), true));
    assertEquals(Optional.empty(), StringBounds.atLeast(LAST.repeat(33), false));
  }

  @Test
  void surrogatesAreNeitherSplitNorMade() {
    String emoji = "\uD83D\uDE00";
    assertEquals(emoji.repeat(32), StringBounds.atMost(emoji.repeat(40)));
    assertEquals(
        Optional.of(emoji.repeat(31) + "\uD83D\uDE01"),
        StringBounds.atLeast(emoji.repeat(40), true));
    assertEquals(
        Optional.of("a".repeat(31) + "\uE000"),
        StringBounds.atLeast("a".repeat(31) + "\uD7FF" + "tail", true));
  }
}
