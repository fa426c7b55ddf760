package io.lavra.quality.deequ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cases that docs/quality-differences.md says Lavra judges otherwise than Deequ, and why. */
final class KnownDifferences {
  private static final Path PAGE = Path.of("../docs/quality-differences.md");
  private static final String HEADING = "## Where a metric or a verdict differs from Deequ's";
  private static final Pattern CASE = Pattern.compile("`([a-z]+: [^`]+)`");

  private KnownDifferences() {}

  /** The cases' names: what stands in backticks in the second column of the table. */
  static Set<String> cases() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    Set<String> cases = new TreeSet<>();
    for (String line : lines.subList(lines.indexOf(HEADING) + 1, lines.size())) {
      if (line.startsWith("## ")) {
        break;
      }
      String[] cells = line.split("\\|");
      if (cells.length > 3) {
        Matcher names = CASE.matcher(cells[2]);
        while (names.find()) {
          cases.add(names.group(1));
        }
      }
    }
    return cases;
  }
}
