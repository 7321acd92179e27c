package it.sportello.mail.smtp;

import it.sportello.mail.MailRefused;
import it.sportello.mail.MailUnavailable;
import it.sportello.mail.MailUncertain;
import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.OutgoingMail;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import it.sportello.mail.wire.MailConnection;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// Sends each message over a connection of its own to its mailbox's server, to all recipients or to
/// none. Safe to use from several threads.
///
/// A connection lost between the last byte and the server's answer leaves it open whether the
/// message went: that is said, and a repeated one has the same `Message-ID`.
public final class SmtpSender implements OutgoingMail {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(20);
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);

  private final Map<String, MailboxConfig> mailboxes;
  private final Duration answerWithin;

  /// A sender for these mailboxes.
  public SmtpSender(List<MailboxConfig> mailboxes) {
    this(mailboxes, ANSWER_WITHIN);
  }

  SmtpSender(List<MailboxConfig> mailboxes, Duration answerWithin) {
    this.mailboxes =
        mailboxes.stream().collect(Collectors.toMap(MailboxConfig::id, Function.identity()));
    this.answerWithin = answerWithin;
  }

  @Override
  public void send(String mailbox, String sender, List<String> recipients, InputStream raw)
      throws MailRefused, MailUnavailable, MailUncertain {
    MailboxConfig config = mailboxes.get(mailbox);
    if (config == null) {
      throw new MailRefused(Reason.of(Code.NO_SUCH_MAILBOX, mailbox));
    }
    if (recipients.isEmpty()) {
      throw new MailRefused(Reason.of(Code.NO_RECIPIENT));
    }
    Address[] to = addresses(recipients);
    Server server = config.smtp();
    var message = new RawMessage(envelopeSender(sender), raw);
    try (SMTPTransport transport = connected(server)) {
      transport.sendMessage(message, to);
    } catch (MessagingException e) {
      if (message.isWritten() && !SmtpAnswers.hasAnswer(e)) {
        throw new MailUncertain(Reason.of(Code.CONNECTION, server, e.getMessage()), e);
      }
      throw SmtpAnswers.refusedOrUnavailable(e, server);
    } catch (IOException e) {
      throw new MailUnavailable(Reason.of(Code.CONNECTION, server, e.getMessage()), e);
    }
  }

  private SMTPTransport connected(Server server) throws MessagingException, IOException {
    Properties properties = MailConnection.properties(server, "smtp", CONNECT_WITHIN, answerWithin);
    properties.setProperty("mail.smtp.auth", Boolean.toString(!server.user().isEmpty()));
    properties.setProperty("mail.smtp.sendpartial", "false");
    properties.setProperty("mail.smtp.quitwait", "false");
    var transport = (SMTPTransport) Session.getInstance(properties).getTransport("smtp");
    if (server.user().isEmpty()) {
      transport.connect();
    } else {
      logIn(transport, server);
    }
    return transport;
  }

  private static void logIn(SMTPTransport transport, Server server)
      throws MessagingException, IOException {
    try {
      transport.connect(server.user(), MailConnection.secret(server));
    } catch (AuthenticationFailedException e) {
      MailConnection.refused(server);
      throw e;
    }
  }

  /// The empty sender `<>` is for messages nobody may answer (RFC 3834 §3.3).
  private static String envelopeSender(String sender) throws MailRefused {
    return sender.isEmpty() ? "<>" : addresses(List.of(sender))[0].toString();
  }

  private static Address[] addresses(List<String> written) throws MailRefused {
    var addresses = new ArrayList<Address>();
    for (String address : written) {
      boolean sound = address.matches("[\\x21-\\x7E&&[^<>]]{1,64}@[\\x21-\\x7E&&[^<>@]]{1,255}");
      if (!sound) {
        throw new MailRefused(Reason.of(Code.BAD_ADDRESS, address));
      }
      try {
        addresses.add(new InternetAddress(address, false));
      } catch (AddressException e) {
        throw new MailRefused(Reason.of(Code.BAD_ADDRESS, address), e);
      }
    }
    return addresses.toArray(Address[]::new);
  }
}
