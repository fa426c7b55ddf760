package io.lavra.quality.profile;

/** Numbers that check themselves. The texts hold digits and nothing else. */
final class CheckDigits {
  private CheckDigits() {}

  /** A Brazilian person's number: 11 digits. */
  static boolean isCpf(String digits) {
    return digits.length() == 11
        && !isOneDigit(digits)
        && digit(digits, 9, 10) == digits.charAt(9) - '0'
        && digit(digits, 10, 11) == digits.charAt(10) - '0';
  }

  /** A Brazilian company's number: 14 digits. */
  static boolean isCnpj(String digits) {
    return digits.length() == 14
        && !isOneDigit(digits)
        && digit(digits, 12, 9) == digits.charAt(12) - '0'
        && digit(digits, 13, 9) == digits.charAt(13) - '0';
  }

  /** A payment card's number: 13 to 19 digits, the last by Luhn's rule. */
  static boolean isCard(String digits) {
    return digits.length() >= 13
        && digits.length() <= 19
        && "3456".indexOf(digits.charAt(0)) >= 0
        && !isOneDigit(digits)
        && luhn(digits) % 10 == 0;
  }

  /** Modulo 11 of the digits before a place; weights grow from 2 leftwards up to a highest one. */
  private static int digit(String digits, int place, int highest) {
    int sum = 0;
    int weight = 2;
    for (int i = place - 1; i >= 0; i--) {
      sum += (digits.charAt(i) - '0') * weight;
      weight = weight == highest ? 2 : weight + 1;
    }
    int rest = sum % 11;
    return rest < 2 ? 0 : 11 - rest;
  }

  private static int luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int twice = digit * 2;
      sum += i % 2 == 0 ? digit : twice > 9 ? twice - 9 : twice;
    }
    return sum;
  }

  private static boolean isOneDigit(String digits) {
    return digits.chars().distinct().count() == 1;
  }
}
