package io.lavra.project.yaml;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a secret would cross the network as it is. */
public final class InClear {
  private static final Pattern PLAIN = Pattern.compile("(?i)http://(\\[[^]]*]|[^/:]*)");

  private InClear() {}

  /** Plain HTTP to another machine. */
  public static boolean crosses(String url) {
    Matcher plain = PLAIN.matcher(url);
    return plain.lookingAt() && !isThisMachine(plain.group(1));
  }

  public static boolean isThisMachine(String host) {
    return host.equalsIgnoreCase("localhost") || host.matches("127(\\.\\d{1,3}){3}|::1|\\[::1\\]");
  }
}
