package io.lavra.project;

/**
 * Another table, renamed, cast and cleaned column by column.
 *
 * @param from the table read, e.g. {@code bronze.erp_items}
 */
public record Conform(String from) implements Definition {}
