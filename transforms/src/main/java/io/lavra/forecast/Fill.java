package io.lavra.forecast;

/** What a period without a value had. */
public enum Fill {
  /** Nothing happened: right for demand. */
  ZERO,
  /** What the period before had: right for stocks and prices. */
  PREVIOUS
}
