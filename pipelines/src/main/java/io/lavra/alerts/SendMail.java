package io.lavra.alerts;

import io.lavra.http.RefusedException;
import io.lavra.lake.Authorities;
import io.lavra.project.outgoing.MailServer;
import io.lavra.project.outgoing.MailServer.Tls;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/** Mails an alert. No exception shows a password, or what the server says. */
final class SendMail {
  private static final String MILLIS = "5000";

  private final MailServer server;

  SendMail(MailServer server) {
    this.server = server;
  }

  void send(Alert alert) throws IOException {
    try {
      Session session = Session.getInstance(properties());
      MimeMessage message = message(session, alert);
      boolean asksForUser = !server.user().isEmpty();
      try (Transport transport = session.getTransport("smtp")) {
        transport.connect(
            server.host(),
            server.port(),
            asksForUser ? server.user() : null,
            asksForUser ? server.password() : null);
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (AuthenticationFailedException e) {
      throw new RefusedException("it does not let the user in");
    } catch (MessagingException e) {
      throw problem(e);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    for (String timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
      properties.setProperty("mail.smtp." + timeout, MILLIS);
    }
    set(properties, "auth", !server.user().isEmpty());
    set(properties, "ssl.enable", server.tls() == Tls.TLS);
    set(properties, "starttls.enable", server.tls() == Tls.STARTTLS);
    set(properties, "starttls.required", server.tls() == Tls.STARTTLS);
    set(properties, "ssl.checkserveridentity", true);
    if (!server.caFile().isEmpty()) {
      properties.put(
          "mail.smtp.ssl.socketFactory",
          Authorities.of(server.caFile()).context().getSocketFactory());
    }
    return properties;
  }

  private static void set(Properties properties, String name, boolean value) {
    properties.setProperty("mail.smtp." + name, Boolean.toString(value));
  }

  private MimeMessage message(Session session, Alert alert) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(new InternetAddress(server.from(), true));
    for (String to : server.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
    }
    message.setSubject(alert.subject(), "UTF-8");
    message.setText(alert.text(), "UTF-8");
    message.setHeader("Auto-Submitted", "auto-generated");
    return message;
  }

  /** Of a chain the first that has a code; from 500 on the server will not change its mind. */
  private static IOException problem(MessagingException e) {
    for (Exception at = e; at instanceof MessagingException one; at = one.getNextException()) {
      int code = code(one);
      if (code > 0) {
        String why = "it answered " + code;
        return code < 500 ? new IOException(why) : new RefusedException(why);
      }
    }
    if (Authorities.distrust(e)) {
      return RefusedException.distrusted("smtp");
    }
    if (String.valueOf(e.getMessage()).startsWith("STARTTLS is required")) {
      return new RefusedException("it does not offer STARTTLS");
    }
    return new IOException(
        e instanceof MailConnectException ? "nobody answers there" : e.getClass().getSimpleName());
  }

  private static int code(MessagingException e) {
    if (e instanceof SMTPSendFailedException send) {
      return send.getReturnCode();
    }
    if (e instanceof SMTPAddressFailedException address) {
      return address.getReturnCode();
    }
    return e instanceof SMTPSenderFailedException sender ? sender.getReturnCode() : 0;
  }
}
