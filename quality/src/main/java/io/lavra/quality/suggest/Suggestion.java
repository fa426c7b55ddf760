package io.lavra.quality.suggest;

import java.util.Map;

/**
 * An expectation that the table meets.
 *
 * @param arguments in the order to write them; values are strings, numbers, booleans and lists
 * @param evidence what was seen in the rows it was proposed on
 * @param heldOut what was seen in the others
 */
public record Suggestion(
    String expectation, Map<String, Object> arguments, String evidence, String heldOut) {}
