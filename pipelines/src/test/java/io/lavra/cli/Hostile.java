package io.lavra.cli;

import io.lavra.run.Said;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Values that nobody should write, and what a command may answer to them. */
final class Hostile {
  /** As they stand in YAML. */
  static final List<String> VALUES =
      List.of(
          "\"\"",
          "\"  \"",
          "null",
          "[]",
          "{}",
          "[a, [b, {c: d}]]",
          "{a: b}",
          "[\"\", null]",
          "-1",
          "0",
          "1.5",
          "1e400",
          "99999999999999999999999999999999999999999999",
          ".nan",
          "-.inf",
          "true",
          "\"\\0\"",
          "\"\\e[31mred\"",
          "\"\\u00e4\\u202e\\u6f22\\U0001F600\"",
          "\"" + "x".repeat(5000) + "\"",
          "\"a'b\\\"c;--\"",
          "\"%s%n%d%\"",
          "\"$1\\\\\"",
          "2024-02-30",
          "\"${NOPE}\"",
          "\"${}\"",
          "\"a.b.c\"",
          "\".\"",
          "\"../../etc/passwd\"",
          "\"s3://\"",
          "\"*[\"",
          "\"(\"",
          "\"\\n\"",
          "&a x",
          "!!int 3",
          "ERROR");

  private static final Pattern RAW =
      Pattern.compile(
          "(^|[:(] )null\\b|\\bnull[.:]|Exception|Error:|\\tat |defect in Lavra|\\bjava\\.|io\\.lavra|No value present");
  private static final Pattern PLACED =
      Pattern.compile("[^ :][^:]*(:\\d+)?: .*[.?!]", Pattern.DOTALL);

  private Hostile() {}

  /** What is wrong with an answer: it is valid, or refused with place and remedy. */
  static Optional<String> fault(Said said) {
    if (said.exit() != 0 && said.exit() != 2) {
      return Optional.of("exit " + said.exit());
    }
    if (RAW.matcher(said.err()).find()) {
      return Optional.of("raw words");
    }
    return said.exit() == 2 && said.err().isBlank() ? Optional.of("no word") : Optional.empty();
  }

  /** The same of an answer about files, each line of which has a place. */
  static Optional<String> faultOfFiles(Said said) {
    boolean placed =
        said.exit() == 0
            || said.err().strip().lines().allMatch(line -> PLACED.matcher(line).matches());
    return fault(said).or(() -> placed ? Optional.empty() : Optional.of("no place or remedy"));
  }
}
