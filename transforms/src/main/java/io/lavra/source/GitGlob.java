package io.lavra.source;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * Which paths of a repository are wanted: those that some {@code include} matches (all where there
 * is none) and no {@code exclude} matches. {@code *} and {@code ?} stay within a folder, {@code **}
 * crosses folders, {@code **}{@code /} also matches no folder at all, {@code {a,b}} is a choice.
 * Time grows with the length of the path, whatever the pattern.
 */
final class GitGlob {
  private final List<Pattern> include;
  private final List<Pattern> exclude;

  GitGlob(List<String> include, List<String> exclude) {
    this.include = include.stream().map(GitGlob::pattern).toList();
    this.exclude = exclude.stream().map(GitGlob::pattern).toList();
  }

  boolean accepts(String path) {
    return (include.isEmpty() || matches(include, path)) && !matches(exclude, path);
  }

  private static boolean matches(List<Pattern> patterns, String path) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    int choices = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else if (c == '{') {
        regex.append("(?:");
        choices++;
      } else if (c == '}' && choices > 0) {
        regex.append(')');
        choices--;
      } else if (c == ',' && choices > 0) {
        regex.append('|');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    if (choices > 0) {
      throw new IllegalArgumentException(
          "The pattern \"%s\" opens a { and never closes it. Close it with }.".formatted(glob));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
