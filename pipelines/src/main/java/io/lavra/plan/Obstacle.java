package io.lavra.plan;

/**
 * Why a table cannot be built today, though nothing is wrong with what was written of it.
 *
 * @param reason with what to do about it
 * @param failure whether something has gone wrong with what the table is made from; else it has
 *     only to wait
 */
public record Obstacle(String reason, boolean failure) {}
