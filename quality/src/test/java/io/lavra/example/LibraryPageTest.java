package io.lavra.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/library.md shows the code that {@link OrdersPipelineTest} runs, to the letter. */
class LibraryPageTest {
  private static final Pattern REGION =
      Pattern.compile("// begin: (\\w+)\n(.*?)\n *// end: \\1\n", Pattern.DOTALL);
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void showsTheExampleAsItIs() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/lavra/example/OrdersPipeline.java"));
    String page = Files.readString(Path.of("../docs/library.md"));

    assertEquals(
        found(REGION, source).map(region -> region.group(2).stripTrailing().stripIndent()).toList(),
        found(BLOCK, page).map(block -> block.group(1).stripTrailing()).toList());
  }

  private static Stream<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }
}
