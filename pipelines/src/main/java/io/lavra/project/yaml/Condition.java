package io.lavra.project.yaml;

import io.lavra.words.Place;

/**
 * SQL over one row, as it is written.
 *
 * @param place where its key stands
 */
public record Condition(String sql, Place place) {}
