package io.lavra.code;

/**
 * A named part of a source file.
 *
 * @param kind {@code class}, {@code interface}, {@code record}, {@code enum}, {@code annotation},
 *     {@code method}, {@code constructor} or {@code function}
 * @param qualifiedName the name after those of what it lies in, joined by dots
 * @param signature the declaration up to its body, on one line, without annotations
 * @param startLine from 1
 * @param endLine the last line, inclusive
 * @param doc the first sentence of its Javadoc or docstring; empty where there is none
 * @param complexity McCabe's cyclomatic complexity, taken as one more than the branches written
 *     inside; 0 for a type
 */
record Symbol(
    String kind,
    String name,
    String qualifiedName,
    String signature,
    int startLine,
    int endLine,
    String doc,
    int complexity) {}
