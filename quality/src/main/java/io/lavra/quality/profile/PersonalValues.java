package io.lavra.quality.profile;

import com.google.re2j.Pattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells columns of personal data by their values. Names of people are not among what it knows. */
final class PersonalValues {
  /** A column with this share of such values is a personal one. */
  private static final double ENOUGH = 0.2;

  private static final Pattern EMAIL =
      Pattern.compile("(?i)[^@\\s]{1,64}@[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");
  private static final Pattern DOCUMENT = Pattern.compile("[0-9][0-9./ -]{9,22}[0-9]");
  private static final Pattern PHONE =
      Pattern.compile("(\\+[0-9]{1,3}[ -]?)?\\(?[0-9]{2,3}\\)?[ -]?[0-9]{3,5}[ -]?[0-9]{4}");
  private static final Pattern IP =
      Pattern.compile(
          "((25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])|(?i)[0-9a-f]{0,4}(:[0-9a-f]{0,4}){4,7}");
  private static final Pattern SEPARATORS = Pattern.compile("[^0-9]");

  private static final Map<String, Predicate<String>> CLASSES = new LinkedHashMap<>();

  static {
    CLASSES.put("email", EMAIL::matches);
    CLASSES.put("cpf", text -> isDocument(text, CheckDigits::isCpf));
    CLASSES.put("cnpj", text -> isDocument(text, CheckDigits::isCnpj));
    CLASSES.put("credit-card", text -> isDocument(text, CheckDigits::isCard));
    CLASSES.put("ip", IP::matches);
    CLASSES.put("phone", PersonalValues::isPhone);
  }

  private PersonalValues() {}

  /** The class of personal data that most of some different values are of; may be none. */
  static Optional<String> classOf(List<String> values) {
    String best = null;
    long most = 0;
    for (Map.Entry<String, Predicate<String>> each : CLASSES.entrySet()) {
      long hits = values.stream().map(String::strip).filter(each.getValue()).count();
      if (hits > most && hits >= ENOUGH * values.size()) {
        best = each.getKey();
        most = hits;
      }
    }
    return Optional.ofNullable(best);
  }

  private static boolean isDocument(String text, Predicate<String> check) {
    return DOCUMENT.matches(text) && check.test(digits(text));
  }

  /** A row of digits alone may be any number. */
  private static boolean isPhone(String text) {
    return (text.startsWith("+") || text.startsWith("(") || text.indexOf('-') > 4)
        && PHONE.matches(text)
        && digits(text).length() >= 10;
  }

  private static String digits(String text) {
    return SEPARATORS.matcher(text).replaceAll("");
  }
}
