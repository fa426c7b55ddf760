package io.lavra.quality.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cases that docs/quality-differences.md says Lavra judges otherwise, and why. */
final class KnownDifferences {
  private static final Path PAGE = Path.of("../docs/quality-differences.md");
  private static final Pattern CASE = Pattern.compile("`([a-z]+: [^`]+)`");

  private KnownDifferences() {}

  static Set<String> ofDeequ() throws IOException {
    return below("## Where a metric or a verdict differs from Deequ's");
  }

  static Set<String> ofDqdl() throws IOException {
    return below("## Where a rule of DQDL differs from its executor's");
  }

  static Set<String> ofGreatExpectations() throws IOException {
    return below("## Cases of nasty values");
  }

  /** The cases' names: what stands in backticks in the second column of the table. */
  private static Set<String> below(String heading) throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    Set<String> cases = new TreeSet<>();
    for (String line : lines.subList(lines.indexOf(heading) + 1, lines.size())) {
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
