package io.lavra.quality.dqdl;

import io.lavra.quality.expectation.Expectation;
import io.lavra.quality.expectation.IllegalExpectationException;
import io.lavra.quality.expectation.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.parser.DQDLParser;

/** Reads a ruleset, {@code Rules = [ … ]}, as one expectation {@code dqdl} for each rule. */
public final class DqdlReader {
  private static final Pattern LINE = Pattern.compile("line (\\d+):\\d+ (.*)");
  private static final Pattern UNKNOWN = Pattern.compile("Rule Type: (\\w+) is not valid");

  private static final Pattern COMPOSITE =
      Pattern.compile(
          "(?s)\\(.*\\)(?:\\s|#[^\\n]*\\n)*(with\\s+severity\\s*=\\s*\"([^\"]*)\")(?:\\s|#[^\\n]*\\n)*");

  private static final Pattern UNSUPPORTED =
      Pattern.compile(
          "(?:Where clause|Threshold condition) (?:is )?not supported for rule type: \\w+");

  private DqdlReader() {}

  /**
   * @param file its name, for messages
   * @param above how many lines of the file stand above the text
   * @throws IllegalExpectationException with file and line where the text is no ruleset
   */
  public static List<Expectation> read(String text, String file, int above) {
    String unix = text.replace("\r\n", "\n") + "\n";
    Map<Integer, String> severities = new HashMap<>();
    List<RuleLines> places = RuleLines.of(unix);
    List<DQRule> rules = parse(withoutSeverities(unix, places, severities), file, above);
    List<Expectation> expectations = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      int line = places.size() == rules.size() ? places.get(i).line(unix) : 1;
      Map<String, String> tags = new HashMap<>(rules.get(i).getTags());
      Optional.ofNullable(severities.get(i)).ifPresent(word -> tags.put("severity", word));
      expectations.add(expectation(rules.get(i), tags, file + ":" + (line + above)));
    }
    return List.copyOf(expectations);
  }

  /**
   * DQDL's parser knows {@code with severity = "…"} behind a simple rule only: behind a composite
   * one it is taken out and kept by the rule's position.
   */
  private static String withoutSeverities(
      String text, List<RuleLines> places, Map<Integer, String> severities) {
    StringBuilder rest = new StringBuilder(text);
    for (int i = 0; i < places.size(); i++) {
      Matcher composite =
          COMPOSITE.matcher(text).region(places.get(i).start(), places.get(i).end());
      if (composite.matches()) {
        severities.put(i, composite.group(2));
        for (int at = composite.start(1); at < composite.end(1); at++) {
          rest.setCharAt(at, text.charAt(at) == '\n' ? '\n' : ' ');
        }
      }
    }
    return rest.toString();
  }

  private static Expectation expectation(DQRule rule, Map<String, String> tags, String place) {
    for (String tag : tags.keySet()) {
      if (!tag.equals("severity")) {
        throw new IllegalExpectationException(
            place, "Unknown tag \"%s\". Use with severity = \"warn\".".formatted(tag));
      }
    }
    String severity = tags.getOrDefault("severity", "fail");
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
    Matcher unsupported = UNSUPPORTED.matcher(message);
    if (unsupported.find()) {
      boolean where = message.contains("Where");
      String rule = message.replaceAll("(?s).*rule type: (\\w+).*", "$1");
      int line = RuleLines.lineOf(text, rule);
      return new IllegalExpectationException(
          file + ":" + (line + above),
          "DQDL's %s takes no \"%s\". %s"
              .formatted(
                  rule,
                  where ? "where" : "with threshold",
                  where && rule.equals("CustomSql")
                      ? "Write the condition into the statement."
                      : "Remove it, or say it with ColumnValues or CustomSql."));
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
