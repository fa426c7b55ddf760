package io.lavra.project;

import java.nio.file.Path;

/**
 * One SQL statement.
 *
 * @param file relative to the lake folder
 * @param sql its text
 */
public record Query(Path file, String sql) implements Definition {}
