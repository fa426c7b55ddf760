package io.lavra.quality.profile;

/**
 * What texts would cast to.
 *
 * @param type as a table file writes it
 * @param how the keys to add in a table file, such as {@code format: dd/MM/yyyy}; may be empty
 * @param share how many of the values that are no blanks would cast
 */
public record InferredType(String type, String how, double share) {
  /** Whether all would. */
  public boolean isCertain() {
    return share == 1;
  }
}
