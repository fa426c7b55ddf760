package io.lavra.quality.docs;

/**
 * A column that something is made from.
 *
 * @param table {@code layer.name}, or what is outside the lake
 * @param how in a word or two, such as {@code as it is}, {@code computed}, {@code filter}
 * @param isValue whether its values end up in what is made, changed or not
 */
public record Origin(String table, String column, String how, boolean isValue) {}
