package io.lavra.lake.storage;

import io.lavra.lake.Authorities;
import io.minio.Http;
import java.time.Duration;
import java.util.concurrent.Executors;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** The HTTP client under the SDK: it waits for no answer forever and sends nothing twice. */
public final class S3Http {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration WITHOUT_A_BYTE = Duration.ofSeconds(60);

  private S3Http() {}

  /** The SDK's client without the retries it brings, which also repeat conditional writes. */
  public static OkHttpClient client(S3Connection connection) {
    OkHttpClient.Builder builder =
        Http.newDefaultClient()
            .newBuilder()
            .retryOnConnectionFailure(false)
            .dispatcher(new Dispatcher(Executors.newCachedThreadPool(S3Http::daemon)))
            .connectTimeout(TO_CONNECT)
            .readTimeout(WITHOUT_A_BYTE)
            .writeTimeout(WITHOUT_A_BYTE);
    builder.interceptors().removeIf(Http.StatusRetryInterceptor.class::isInstance);
    if (!connection.caFile().isEmpty()) {
      Authorities authorities = Authorities.of(connection.caFile());
      builder.sslSocketFactory(authorities.context().getSocketFactory(), authorities.trust());
    }
    return builder.build();
  }

  /** A process that has done its work does not wait for connections that might be used again. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "lavra-s3");
    thread.setDaemon(true);
    return thread;
  }
}
