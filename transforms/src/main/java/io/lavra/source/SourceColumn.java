package io.lavra.source;

import java.io.Serializable;

/**
 * A column of a landing file.
 *
 * @param source its name in the file
 * @param name its name in the bronze table, see {@link ColumnNames}
 */
public record SourceColumn(String source, String name) implements Serializable {}
