package io.lavra.alerts;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A real mail server on this machine. It lets in {@code ana} alone, and keeps what she brings. */
final class Postbox implements AutoCloseable {
  private final List<byte[]> received = Collections.synchronizedList(new ArrayList<>());
  private final List<String> passwords = Collections.synchronizedList(new ArrayList<>());
  private final SMTPServer server;

  private Postbox(String password, UnaryOperator<SMTPServer.Builder> kind) {
    SMTPServer.Builder builder =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .hostName("localhost")
            .simpleMessageListener(new Copies())
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, given, context) -> letIn(user, given, password)));
    server = kind.apply(builder).build();
    server.start();
  }

  /** Says everything in clear, and asks nobody who it is. */
  static Postbox inClear(String password) {
    return new Postbox(password, any -> any);
  }

  /** Hears nothing of importance before STARTTLS, and nobody who does not say who it is. */
  static Postbox startTls(String password, SSLContext context) {
    return new Postbox(
        password,
        any -> any.enableTLS().requireTLS().requireAuth().startTlsSocketFactory(context, false));
  }

  /** Is encrypted from the first byte. */
  static Postbox tls(String password, SSLContext context) {
    return new Postbox(password, any -> any.requireAuth().serverSocketFactory(context));
  }

  /** One for each whom a message is for. */
  private final class Copies implements SimpleMessageListener {
    @Override
    public boolean accept(String from, String recipient) {
      return true;
    }

    @Override
    public void deliver(String from, String recipient, InputStream message) throws IOException {
      received.add(message.readAllBytes());
    }
  }

  private void letIn(String user, String given, String password) throws LoginFailedException {
    passwords.add(given);
    if (!user.equals("ana") || !given.equals(password)) {
      throw new LoginFailedException();
    }
  }

  int port() {
    return server.getPortAllocated();
  }

  /** A message for each of those it is for. */
  List<MimeMessage> messages() throws MessagingException {
    List<MimeMessage> messages = new ArrayList<>();
    for (byte[] message : List.copyOf(received)) {
      messages.add(
          new MimeMessage(
              Session.getInstance(new Properties()), new ByteArrayInputStream(message)));
    }
    return messages;
  }

  /** What it was told to be somebody's password. */
  List<String> passwords() {
    return List.copyOf(passwords);
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
