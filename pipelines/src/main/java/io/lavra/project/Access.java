package io.lavra.project;

import io.lavra.lake.storage.S3Connection;
import io.lavra.words.ConfigurationException;
import io.lavra.words.ConfigurationException.Problem;
import java.util.List;

/**
 * The keys of a further user of a target's server.
 *
 * @param unset variables it needs and the environment lacks; where not empty, the keys lack parts
 */
public record Access(S3Connection connection, List<Problem> unset) {
  public Access {
    unset = List.copyOf(unset);
  }

  /** The connection; throws {@link ConfigurationException} where a variable is not set. */
  public S3Connection required() {
    if (!unset.isEmpty()) {
      throw new ConfigurationException(unset);
    }
    return connection;
  }
}
