package io.lavra.project;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a secret would cross the network as it is. */
final class InClear {
  private static final Pattern PLAIN = Pattern.compile("(?i)http://(\\[[^]]*]|[^/:]*)");

  private InClear() {}

  /** Plain HTTP to another machine. */
  static boolean crosses(String url) {
    Matcher plain = PLAIN.matcher(url);
    return plain.lookingAt() && !isThisMachine(plain.group(1));
  }

  static boolean isThisMachine(String host) {
    return host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}|::1|\\[::1\\]");
  }
}
