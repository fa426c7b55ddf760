package io.lavra.words;

/**
 * Marks the failures that were foreseen: the message has problem, place and remedy, and is all that
 * people need. Any other exception is a defect of Lavra.
 */
public interface Expected {}
