package io.lavra.run.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Another user of this machine reaches the ports of a run, for loopback is no border. */
@EnabledOnOs(OS.LINUX)
class EmbeddedFlinkTest {
  private static final int LISTENING = 0x0A;

  @Test
  void answersNobodyOnThePortsThatItOpens() throws Exception {
    Set<Listener> before = listeners();
    try (EmbeddedFlink flink = EmbeddedFlink.start(1)) {
      Set<Listener> opened = listeners();
      opened.removeAll(before);
      assertFalse(opened.isEmpty(), "this test sees no ports");
      for (Listener listener : opened) {
        assertTrue(listener.isLoopback(), listener::toString);
        assertEquals("", asked(listener.port(), "GET /config HTTP/1.1\r\nHost: x\r\n\r\n"));
        assertEquals("", askedByAnother(listener.port()));
        assertThrows(SSLException.class, () -> shakeHands(listener.port()));
      }
    }
  }

  /** What is said in clear to what was asked in clear, but for the alert of a TLS server. */
  private static String asked(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] answer = answer(socket);
      boolean isAlert = answer.length > 0 && answer[0] == 0x15;
      return isAlert ? "" : new String(answer, StandardCharsets.ISO_8859_1);
    }
  }

  /** The same by another user, if this one may become one. */
  private static String askedByAnother(int port) throws Exception {
    List<String> command = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }
    String request = "printf 'GET /config HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n' >&3";
    String talk = "exec 3<>/dev/tcp/127.0.0.1/%s; %s; cat <&3 | strings".formatted(port, request);
    command.addAll(List.of("bash", "-c", talk));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static byte[] answer(Socket socket) {
    try (InputStream in = socket.getInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }

  /** Trusts every server, and has no certificate that it could trust. */
  private static void shakeHands(int port) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Trusting()}, new SecureRandom());
    try (SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.startHandshake();
    }
  }

  private record Listener(String address, int port) implements Comparable<Listener> {
    boolean isLoopback() {
      return address.equals("0100007F") // 127.0.0.1, the bytes the other way round
          || address.equals("00000000000000000000000001000000")
          || address.equals("0000000000000000FFFF00000100007F");
    }

    @Override
    public int compareTo(Listener other) {
      return toString().compareTo(other.toString());
    }
  }

  /** What this process listens on, as the kernel says: the sockets among its open files. */
  private static Set<Listener> listeners() throws IOException {
    List<String> inodes = new ArrayList<>();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : open.toList()) {
        if (Files.isSymbolicLink(file)) {
          inodes.add(Files.readSymbolicLink(file).toString());
        }
      }
    }
    Set<Listener> listeners = new TreeSet<>();
    for (String table : List.of("tcp", "tcp6")) {
      Path file = Path.of("/proc/self/net", table);
      for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length > 9 && inodes.contains("socket:[" + fields[9] + "]")) {
          String[] place = fields[1].split(":", -1);
          if (Integer.parseInt(fields[3], 16) == LISTENING) {
            listeners.add(new Listener(place[0], Integer.parseInt(place[1], 16)));
          }
        }
      }
    }
    return listeners;
  }

  private static final class Trusting implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
