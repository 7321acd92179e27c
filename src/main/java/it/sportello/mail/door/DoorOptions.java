package it.sportello.mail.door;

import it.sportello.base.AddressRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// How mail may be handed over.
///
/// @param host where it listens
/// @param port 0: any free one
/// @param lmtp whether LMTP is spoken (RFC 2033: an answer for each recipient), or SMTP
/// @param allowed who may connect
/// @param mailboxes ids of mailboxes by their address in lower case; mail for others is refused
/// @param maxBytes of one message
/// @param maxRecipients of one message
/// @param maxConnections at the same time
/// @param answerWithin how long a client may be silent (RFC 5321 §4.5.3.2.7 asks for 5 min)
/// @param tls for STARTTLS; without it, it is not offered
public record DoorOptions(
    String host,
    int port,
    boolean lmtp,
    List<AddressRange> allowed,
    Map<String, String> mailboxes,
    long maxBytes,
    int maxRecipients,
    int maxConnections,
    Duration answerWithin,
    Optional<SSLContext> tls) {
  public DoorOptions {
    allowed = List.copyOf(allowed);
    mailboxes = Map.copyOf(mailboxes);
  }
}
