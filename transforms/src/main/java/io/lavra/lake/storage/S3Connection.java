package io.lavra.lake.storage;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How to reach an S3-compatible server. Kept in this JVM's memory by profile, never serialised, so
 * that keys do not reach Beam's options, Flink's interface or a table. Where nothing is registered,
 * as in a cluster's worker, an {@link S3Profile} is filled from the environment.
 *
 * @param endpoint {@code http(s)://host:port}
 * @param caFile the path of a PEM file with the authorities that may vouch for the server, and no
 *     others; empty for those this JVM trusts
 */
public record S3Connection(String endpoint, String accessKey, String secretKey, String caFile) {
  private static final Map<String, S3Connection> PROFILES = new ConcurrentHashMap<>();

  public S3Connection(String endpoint, String accessKey, String secretKey) {
    this(endpoint, accessKey, secretKey, "");
  }

  /** Makes this connection known to {@link Storage#at} under a profile name. */
  public void register(String profile) {
    PROFILES.put(profile, this);
  }

  public static Optional<S3Connection> of(String profile) {
    S3Connection registered = PROFILES.get(profile);
    return registered != null
        ? Optional.of(registered)
        : S3Profile.of(profile).map(found -> found.connect(System::getenv));
  }

  @Override
  public String toString() {
    return "S3Connection[" + endpoint + "]";
  }
}
