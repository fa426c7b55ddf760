package io.lavra.source;

import java.time.Instant;
import java.util.Optional;

/**
 * A file of a git repository as one commit shows it.
 *
 * @param path relative to the repository's root, with {@code /}
 * @param content its text; empty where the file is binary or larger than {@link
 *     GitFiles#LARGEST_TEXT}
 * @param size in bytes, always given
 * @param commit id of the last commit that gave the file its content
 * @param author name of that commit's author
 * @param time when that commit was made
 * @param language guessed from the file's name, in lower case ({@code java}, {@code python}); empty
 *     where unknown
 */
public record GitFile(
    String path,
    Optional<String> content,
    long size,
    String commit,
    String author,
    Instant time,
    Optional<String> language) {}
