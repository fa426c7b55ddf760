package io.lavra.source.git;

import io.lavra.source.Glob;
import java.util.List;

/**
 * Which paths of a repository are wanted: those that some {@code include} matches (all where there
 * is none) and no {@code exclude} matches. Patterns are those of {@link Glob}, but brackets and
 * backslashes are characters like any other.
 */
final class GitGlob {
  private final List<Glob> include;
  private final List<Glob> exclude;

  GitGlob(List<String> include, List<String> exclude) {
    this.include = include.stream().map(GitGlob::pattern).toList();
    this.exclude = exclude.stream().map(GitGlob::pattern).toList();
  }

  boolean accepts(String path) {
    return (include.isEmpty() || matches(include, path)) && !matches(exclude, path);
  }

  private static boolean matches(List<Glob> patterns, String path) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(path));
  }

  private static Glob pattern(String glob) {
    return new Glob(glob.replace("\\", "\\\\").replace("[", "\\["));
  }
}
