package io.lavra.run.job;

import com.google.common.base.CharMatcher;
import io.lavra.lake.io.IoFailure;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.net.SSLUtils;
import org.jspecify.annotations.Nullable;

/**
 * How a cluster's REST interface is reached: by TLS if Flink's own configuration says {@code
 * security.ssl.rest.enabled}, in the folder that {@code FLINK_CONF_DIR} names. Beam reads the same.
 */
final class ClusterTls {
  private final @Nullable SSLContext context;

  private ClusterTls(@Nullable SSLContext context) {
    this.context = context;
  }

  /** Throws {@link ClusterException} if the configuration cannot be used. */
  static ClusterTls ofEnvironment() {
    Configuration configuration = configuration();
    try {
      return new ClusterTls(SSLUtils.createRestSSLContext(configuration, true));
    } catch (Exception e) {
      throw unusable("what stands there about TLS cannot be used", e);
    }
  }

  /** Flink's own; throws {@link ClusterException} if there is none where it should be. */
  static Configuration configuration() {
    try {
      return GlobalConfiguration.loadConfiguration();
    } catch (RuntimeException e) {
      throw unusable("no configuration can be read there", e);
    }
  }

  private static ClusterException unusable(String problem, Exception e) {
    String words =
        e instanceof IOException io ? IoFailure.words(io) : String.valueOf(e.getMessage());
    return new ClusterException(
        "FLINK_CONF_DIR is %s, and %s: %s. See docs/cli.md."
            .formatted(
                System.getenv("FLINK_CONF_DIR"),
                problem,
                CharMatcher.is('.').trimTrailingFrom(words)),
        e);
  }

  String scheme() {
    return context == null ? "http" : "https";
  }

  HttpClient client() {
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
    if (context != null) {
      client.sslContext(context);
    }
    return client.build();
  }
}
