package io.lavra.lake;

import com.google.common.base.Throwables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Who may vouch for a server, and nobody else: what {@code ca-file} names. */
public record Authorities(X509TrustManager trust, SSLContext context) {
  /**
   * Those of a PEM file.
   *
   * @throws LakeException where it cannot be read, or holds no certificates
   */
  public static Authorities of(String caFile) {
    try (InputStream pem = Files.newInputStream(Path.of(caFile))) {
      X509TrustManager trust =
          trusting(CertificateFactory.getInstance("X.509").generateCertificates(pem));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return new Authorities(trust, context);
    } catch (IOException | GeneralSecurityException e) {
      throw noAuthorities(caFile, e);
    }
  }

  /** Whether a connection failed because nobody vouches for the server, or not under its name. */
  public static boolean distrust(Throwable failure) {
    return Throwables.getCausalChain(failure).stream()
        .anyMatch(
            e -> e instanceof CertificateException || e instanceof SSLPeerUnverifiedException);
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
        "The file %s cannot be read as certificates of authorities: %s. Name a PEM file as \"ca-file\"."
            .formatted(caFile, cause),
        cause);
  }
}
