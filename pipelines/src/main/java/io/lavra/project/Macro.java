package io.lavra.project;

import java.nio.file.Path;

/**
 * A file of {@code CREATE MACRO} statements that every SQL table can call.
 *
 * @param file relative to the lake folder
 * @param sql its text
 */
public record Macro(Path file, String sql) {}
