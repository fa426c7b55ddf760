package io.lavra.project.yaml;

import io.lavra.words.ConfigurationException.Problem;
import io.lavra.words.Place;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Puts environment variables in the place of {@code ${NAME}} and {@code ${NAME:default}}. */
public record Variables(UnaryOperator<@Nullable String> environment) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)(:[^}]*)?\\})?");

  /** The text with values; those that are not set are noted in {@code problems}. */
  public String expand(String text, Place place, List<Problem> problems) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(value(found.group(1), found.group(2), place, problems)));
  }

  /** The value of a key that may be written as one variable only, or one with an empty default. */
  public String secret(Section section, String key, List<Problem> problems) {
    String written = section.text(key).orElse("");
    if (!written.isEmpty() && !isOnlyAVariable(written.replace(":}", "}"))) {
      section.wrong(
          key,
          "A secret stands in the file.",
          "Write %s: ${NAME}, and set that environment variable.".formatted(key));
      return "";
    }
    return expand(written, section.place(key), problems);
  }

  /** Whether a text is one variable, and nothing of it is in the file. */
  public static boolean isOnlyAVariable(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    return matcher.matches() && matcher.group(1) != null && matcher.group(2) == null;
  }

  private String value(
      @Nullable String name, @Nullable String otherwise, Place place, List<Problem> problems) {
    if (name == null) {
      problems.add(
          new Problem(place, "\"${\" opens no variable.", "Write ${NAME} or ${NAME:default}."));
      return "";
    }
    String value = environment.apply(name);
    if (value != null) {
      return value;
    }
    if (otherwise == null) {
      problems.add(
          new Problem(
              place,
              "The environment variable %s is not set.".formatted(name),
              "Set it, or write ${%s:default}.".formatted(name)));
      return "";
    }
    return otherwise.substring(1);
  }
}
