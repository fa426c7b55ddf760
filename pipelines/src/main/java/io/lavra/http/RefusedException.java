package io.lavra.http;

import java.io.IOException;

/** The message is not wanted, however often it is sent. */
public final class RefusedException extends IOException {
  public RefusedException(String why) {
    super(why);
  }

  /**
   * The server cannot show that it is who it should be, and is told nothing.
   *
   * @param key of {@code lake.yaml}, under which an authority can be named
   */
  public static RefusedException distrusted(String key) {
    return new RefusedException(
        "its certificate is not trusted, or not for its name. Name a PEM file with its authority as \"ca-file\" of "
            + key);
  }
}
