package io.lavra.lake;

import io.minio.Http;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** The HTTP client under the SDK: it waits for no answer forever and sends nothing twice. */
final class S3Http {
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);
  private static final Duration WITHOUT_A_BYTE = Duration.ofSeconds(60);

  private S3Http() {}

  /** The SDK's client without the retries it brings, which also repeat conditional writes. */
  static OkHttpClient client(S3Connection connection) {
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
      trustOnly(connection.caFile(), builder);
    }
    return builder.build();
  }

  /** A process that has done its work does not wait for connections that might be used again. */
  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "lavra-s3");
    thread.setDaemon(true);
    return thread;
  }

  private static void trustOnly(String caFile, OkHttpClient.Builder builder) {
    try (InputStream pem = Files.newInputStream(Path.of(caFile))) {
      X509TrustManager trust =
          trusting(CertificateFactory.getInstance("X.509").generateCertificates(pem));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      builder.sslSocketFactory(context.getSocketFactory(), trust);
    } catch (IOException | GeneralSecurityException e) {
      throw noAuthorities(caFile, e);
    }
  }

  private static X509TrustManager trusting(Collection<? extends Certificate> authorities)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate authority : authorities) {
      store.setCertificateEntry("ca-" + number++, authority);
    }
    if (number == 0) {
      throw new IOException("it holds none");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  private static LakeException noAuthorities(String caFile, Exception cause) {
    return new LakeException(
        "The file %s cannot be read as certificates of authorities: %s. Name a PEM file as \"ca-file\" of the target."
            .formatted(caFile, cause),
        cause);
  }
}
