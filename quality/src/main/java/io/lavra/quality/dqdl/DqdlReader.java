package io.lavra.quality.dqdl;

import io.lavra.quality.Expectation;
import io.lavra.quality.IllegalExpectationException;
import io.lavra.quality.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.parser.DQDLParser;

/** Reads a ruleset, {@code Rules = [ … ]}, as one expectation {@code dqdl} for each rule. */
public final class DqdlReader {
  private static final Pattern LINE = Pattern.compile("line (\\d+):\\d+ (.*)");
  private static final Pattern UNKNOWN = Pattern.compile("Rule Type: (\\w+) is not valid");

  private DqdlReader() {}

  /**
   * @param file its name, for messages
   * @param above how many lines of the file stand above the text
   * @throws IllegalExpectationException with file and line where the text is no ruleset
   */
  public static List<Expectation> read(String text, String file, int above) {
    String unix = text.replace("\r\n", "\n") + "\n";
    List<DQRule> rules = parse(unix, file, above);
    List<Integer> lines = RuleLines.of(unix);
    List<Expectation> expectations = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      int line = lines.size() == rules.size() ? lines.get(i) : 1;
      expectations.add(expectation(rules.get(i), file + ":" + (line + above)));
    }
    return List.copyOf(expectations);
  }

  private static Expectation expectation(DQRule rule, String place) {
    String severity = rule.getTags().getOrDefault("severity", "fail");
    try {
      return new Expectation(
          "dqdl",
          Map.of("rule", rule.toString()),
          Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
          place);
    } catch (IllegalArgumentException unknown) {
      throw new IllegalExpectationException(
          place, "Unknown severity \"%s\". Use fail, warn or quarantine.".formatted(severity));
    }
  }

  private static List<DQRule> parse(String text, String file, int above) {
    try {
      return new DQDLParser().parse(text).getRules();
    } catch (InvalidDataQualityRulesetException e) {
      throw illegal(String.valueOf(e.getMessage()), text, file, above);
    } catch (RuntimeException | StackOverflowError e) {
      throw new IllegalExpectationException(
          file + ":" + (above + 1),
          "DQDL's parser breaks on this. Write $variables after in, and lists in brackets.");
    }
  }

  private static IllegalExpectationException illegal(
      String message, String text, String file, int above) {
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.find()) {
      int line = RuleLines.lineOf(text, unknown.group(1));
      return new IllegalExpectationException(
          file + ":" + (line + above),
          "DQDL has no rule \"%s\" with these parameters. Check the name, and what stands behind it."
              .formatted(unknown.group(1)));
    }
    Matcher placed = LINE.matcher(message);
    boolean found = placed.find();
    int line = found ? Integer.parseInt(placed.group(1)) : 1;
    return new IllegalExpectationException(
        file + ":" + (line + above),
        "This is no DQDL: %s. Write it as Rules = [ RULE, RULE ]."
            .formatted(found ? placed.group(2) : message.replace("Parsing Error: ", "")));
  }
}
