package io.lavra.lake.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullUnmarked;

/**
 * Passes HTTP through, but for the answer to every so many puts: the server has done what it was
 * asked, and the client's connection ends without a word.
 */
@NullUnmarked
public final class LosingProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final String host;
  private final int port;
  private final int every;
  private final AtomicInteger puts = new AtomicInteger();
  public final AtomicInteger lostCommits = new AtomicInteger();

  public LosingProxy(String host, int port, int every) throws IOException {
    this.host = host;
    this.port = port;
    this.every = every;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    inBackground(this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void accept() throws IOException {
    while (true) {
      Connection connection = new Connection(listener.accept());
      inBackground(connection::requests);
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void inBackground(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException ended) {
                // Either side may end a connection at any time, and the test ends the listener.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** One request at a time: a client sends the next when it has the answer to the one before. */
  private final class Connection {
    private final Socket client;
    private volatile boolean isNewRequest = true;
    private volatile boolean losesAnswer;

    Connection(Socket client) {
      this.client = client;
    }

    void requests() throws IOException {
      try (client;
          Socket server = new Socket(host, port)) {
        inBackground(() -> answers(server));
        byte[] bytes = new byte[1 << 16];
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
          if (isNewRequest) {
            isNewRequest = false;
            meet(new String(bytes, 0, Math.min(count, 300), US_ASCII));
          }
          out.write(bytes, 0, count);
        }
      }
    }

    private void meet(String request) {
      losesAnswer = request.startsWith("PUT ") && puts.incrementAndGet() % every == 0;
      if (losesAnswer && request.split(" ", 3)[1].matches(".*/_delta_log/\\d+\\.json")) {
        lostCommits.incrementAndGet();
      }
    }

    private void answers(Socket server) throws IOException {
      try (client;
          server) {
        byte[] bytes = new byte[1 << 16];
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int count = in.read(bytes); count >= 0 && !losesAnswer; count = in.read(bytes)) {
          isNewRequest = true;
          out.write(bytes, 0, count);
        }
      }
    }
  }
}
