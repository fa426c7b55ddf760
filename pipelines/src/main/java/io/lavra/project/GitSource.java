package io.lavra.project;

import java.util.List;

/**
 * The files of one commit of a local repository.
 *
 * @param folder the repository, or a folder in it: relative to the lake folder, or absolute
 * @param ref a branch, tag or commit; {@code HEAD} by default
 * @param include globs over paths in the repository; {@code **} by default
 * @param exclude globs that win over {@code include}; none by default
 */
public record GitSource(String folder, String ref, List<String> include, List<String> exclude)
    implements Definition {
  public GitSource {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
  }
}
