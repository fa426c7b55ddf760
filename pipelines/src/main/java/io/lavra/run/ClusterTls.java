package io.lavra.run;

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

  /** Throws {@link ClusterException} if the configuration cannot be read. */
  static ClusterTls ofEnvironment() {
    try {
      Configuration configuration = GlobalConfiguration.loadConfiguration();
      return new ClusterTls(SSLUtils.createRestSSLContext(configuration, true));
    } catch (Exception e) {
      throw unreadable(e);
    }
  }

  private static ClusterException unreadable(Exception e) {
    return new ClusterException(
        "FLINK_CONF_DIR is %s, and what stands there about TLS cannot be used: %s. See docs/cli.md."
            .formatted(System.getenv("FLINK_CONF_DIR"), e.getMessage()),
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
