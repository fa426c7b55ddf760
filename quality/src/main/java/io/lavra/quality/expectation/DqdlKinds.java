package io.lavra.quality.expectation;

import java.util.List;
import software.amazon.glue.dqdl.exception.InvalidDataQualityRulesetException;
import software.amazon.glue.dqdl.model.DQRule;
import software.amazon.glue.dqdl.parser.DQDLParser;

/** One rule of DQDL. */
final class DqdlKinds {
  static final List<Kind> ALL = List.of(new Kind("dqdl", List.of("rule"), DqdlKinds::rule));

  private DqdlKinds() {}

  private static Statement rule(Arguments arguments) {
    String text = arguments.text("rule");
    return new Labelled(text, new DqdlRules(arguments).statement(parse(arguments, text)));
  }

  private static DQRule parse(Arguments arguments, String text) {
    try {
      List<DQRule> rules = new DQDLParser().parse("Rules = [ " + text + " ]\n").getRules();
      if (rules.size() == 1) {
        return rules.get(0);
      }
    } catch (InvalidDataQualityRulesetException | RuntimeException notARule) {
      throw arguments.mistyped("rule", "one rule", text);
    }
    throw arguments.mistyped("rule", "one rule", text);
  }
}
