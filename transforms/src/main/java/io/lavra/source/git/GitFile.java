package io.lavra.source.git;

import java.time.Instant;
import java.util.Optional;

/**
 * A file of a git repository as one commit shows it.
 *
 * @param path relative to the repository's root, with {@code /}
 * @param content its text; empty where the file is binary or larger than {@link
 *     GitFiles#LARGEST_TEXT}
 * @param size in bytes, always given
 * @param last the last commit that gave the file its content; empty where a shallow clone leaves it
 *     out
 * @param language guessed from the file's name, in lower case ({@code java}, {@code python}); empty
 *     where unknown
 */
public record GitFile(
    String path,
    Optional<String> content,
    long size,
    Optional<Change> last,
    Optional<String> language) {
  /**
   * A commit.
   *
   * @param commit its id
   * @param author its author's name
   * @param time when it was made
   */
  public record Change(String commit, String author, Instant time) {}
}
