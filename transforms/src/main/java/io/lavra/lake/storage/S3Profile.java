package io.lavra.lake.storage;

import io.lavra.lake.LakeException;
import io.lavra.lake.Location;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a location on S3 is reached, without secrets: the names of environment variables stand where
 * the values go. It travels with jobs; each process puts in what its own environment has.
 *
 * @param name of the target
 * @param endpoint {@code http(s)://host:port}, or {@code ${VARIABLE}}
 * @param accessKey {@code ${VARIABLE}}
 * @param secretKey {@code ${VARIABLE}}
 * @param caFile the path, on each machine, of a PEM file with the server's authorities; may be
 *     empty
 */
public record S3Profile(
    String name, String endpoint, String accessKey, String secretKey, String caFile) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?\\}");
  private static final String SEPARATOR = "\n";

  /** What {@link Location#profile} holds. */
  public String text() {
    return String.join(SEPARATOR, name, endpoint, accessKey, secretKey, caFile);
  }

  /** Reads {@link #text}; empty for the profile of a connection that has only a name. */
  static Optional<S3Profile> of(String text) {
    List<String> parts = List.of(text.split(SEPARATOR, -1));
    return parts.size() == 5
        ? Optional.of(
            new S3Profile(parts.get(0), parts.get(1), parts.get(2), parts.get(3), parts.get(4)))
        : Optional.empty();
  }

  /**
   * The connection, with the values of this process's environment.
   *
   * @throws LakeException naming the variable that is not set
   */
  S3Connection connect(UnaryOperator<@Nullable String> environment) {
    return new S3Connection(
        expand(endpoint, environment),
        expand(accessKey, environment),
        expand(secretKey, environment),
        expand(caFile, environment));
  }

  private String expand(String text, UnaryOperator<@Nullable String> environment) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found, environment)));
  }

  private String value(
      java.util.regex.MatchResult found, UnaryOperator<@Nullable String> environment) {
    String value = environment.apply(found.group(1));
    if (value == null && found.group(2) == null) {
      throw new LakeException(
          "The environment variable %s, which target \"%s\" needs, is not set where this job runs. Start the cluster's TaskManagers with it."
              .formatted(found.group(1), name));
    }
    return value == null ? found.group(2) : value;
  }
}
