package it.sportello.mail.door;

import it.sportello.journal.RawTooLarge;
import it.sportello.mail.door.DoorDelivery.Result;
import it.sportello.mail.door.DoorDelivery.Stored;
import it.sportello.mail.door.DoorEnvelope.Path;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One conversation with a client that hands mail over. Works on a virtual thread of its own.
///
/// 250 is said only after the message is durable in the journal. What cannot be recorded now is
/// answered 4xx, so that the client keeps it and comes again; the same bytes for the same mailbox
/// are known then, whatever the client heard of the first time.
final class DoorSession {
  private static final Logger LOG = LoggerFactory.getLogger(DoorSession.class);

  /// After so many refused commands the client is not worth listening to.
  private static final int MOST_MISTAKES = 20;

  private final DoorOptions options;
  private final DoorDelivery delivery;
  private final Consumer<String> counted;
  private final BooleanSupplier closing;
  private final DoorEnvelope envelope;
  private DoorWire wire;
  private boolean greeted;
  private boolean secured;
  private int mistakes;

  /// @param counted hears what became of each recipient: `taken`, `later`, `refused`
  DoorSession(
      DoorWire wire,
      DoorOptions options,
      DoorDelivery delivery,
      Consumer<String> counted,
      BooleanSupplier closing) {
    this.wire = wire;
    this.options = options;
    this.delivery = delivery;
    this.counted = counted;
    this.closing = closing;
    envelope = new DoorEnvelope(options.mailboxes());
  }

  /// Talks until either side has had enough.
  void talk() throws IOException, InterruptedException {
    wire.say("220 sportello " + (options.lmtp() ? "LMTP" : "ESMTP"));
    boolean goesOn = true;
    while (goesOn) {
      try {
        Optional<String> line = wire.line();
        goesOn = line.isPresent() && hear(line.get());
      } catch (DoorWire.TooLong _) {
        goesOn = mistake("500 5.5.2 line too long");
      }
    }
  }

  private boolean hear(String line) throws IOException, InterruptedException {
    if (closing.getAsBoolean()) {
      wire.say("421 4.3.2 going down, come again");
      return false;
    }
    int end = line.indexOf(' ');
    String verb = (end < 0 ? line : line.substring(0, end)).toUpperCase(Locale.ROOT);
    String words = end < 0 ? "" : line.substring(end + 1);
    return switch (verb) {
      case "LHLO", "EHLO", "HELO" -> greet(verb, words);
      case "STARTTLS" -> startTls();
      case "MAIL" -> sender(words);
      case "RCPT" -> recipient(words);
      case "DATA" -> data();
      case "RSET" -> {
        envelope.clear();
        yield said("250 2.0.0 forgotten");
      }
      case "NOOP" -> said("250 2.0.0 here");
      case "VRFY" -> said("252 2.1.5 hand it over and see");
      case "QUIT" -> {
        wire.say("221 2.0.0 bye");
        yield false;
      }
      default -> mistake("500 5.5.1 \"" + verb.replaceAll("[^A-Z]", "?") + "\" is not spoken here");
    };
  }

  private boolean greet(String verb, String name) throws IOException {
    if (options.lmtp() != verb.equals("LHLO")) {
      return mistake("500 5.5.1 expected: " + (options.lmtp() ? "LHLO" : "EHLO or HELO"));
    }
    if (name.isBlank()) {
      return mistake("501 5.5.4 expected: " + verb + " and your name");
    }
    greeted = true;
    envelope.clear();
    if (verb.equals("HELO")) {
      return said("250 sportello");
    }
    var offers = new ArrayList<String>();
    offers.add("sportello");
    offers.addAll(List.of("PIPELINING", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"));
    offers.add("SIZE " + options.maxBytes());
    if (options.tls().isPresent() && !secured) {
      offers.add("STARTTLS");
    }
    wire.say(250, offers.toArray(String[]::new));
    return true;
  }

  private boolean startTls() throws IOException {
    if (options.tls().isEmpty() || secured) {
      return mistake("502 5.5.1 no TLS here");
    }
    if (wire.hasMore()) {
      wire.say("554 5.5.1 something was said before TLS began");
      return false;
    }
    wire.say("220 2.0.0 begin");
    var plain = wire.socket();
    var secret = (SSLSocket) options.tls().get().getSocketFactory().createSocket(plain, null, true);
    secret.setUseClientMode(false);
    secret.startHandshake();
    wire = new DoorWire(secret);
    secured = true;
    greeted = false;
    envelope.clear();
    return true;
  }

  private boolean sender(String words) throws IOException {
    if (!greeted || envelope.hasSender()) {
      return mistake("503 5.5.1 not now");
    }
    Optional<Path> path = Path.of(words);
    if (path.isEmpty()) {
      return mistake("501 5.1.7 expected: MAIL FROM:<address>");
    }
    if (path.get().size() > options.maxBytes()) {
      return said("552 5.3.4 at most " + options.maxBytes() + " bytes");
    }
    envelope.begin(path.get().address());
    return said("250 2.1.0 ok");
  }

  private boolean recipient(String words) throws IOException {
    if (!envelope.hasSender()) {
      return mistake("503 5.5.1 MAIL first");
    }
    Optional<Path> path = Path.of(words);
    if (path.isEmpty()) {
      return mistake("501 5.1.3 expected: RCPT TO:<address>");
    }
    if (envelope.mailboxes().size() == options.maxRecipients()) {
      return said("452 4.5.3 at most " + options.maxRecipients() + " recipients at once");
    }
    if (!envelope.add(path.get().address())) {
      counted.accept("refused");
      return mistake("550 5.1.1 no such mailbox here");
    }
    return said("250 2.1.5 ok");
  }

  private boolean data() throws IOException, InterruptedException {
    List<String> mailboxes = envelope.mailboxes();
    if (mailboxes.isEmpty()) {
      return mistake("503 5.5.1 RCPT first");
    }
    wire.say("354 end with a dot alone");
    DotStream content = wire.content();
    String sender = envelope.sender();
    envelope.clear();
    try {
      Stored stored = delivery.store(sender, content, options.maxBytes());
      answer(mailboxes, results(mailboxes, stored));
      return true;
    } catch (DotStream.Lost e) {
      throw e;
    } catch (RawTooLarge _) {
      return refuse(content, mailboxes, "552 5.3.4 at most " + options.maxBytes() + " bytes");
    } catch (IOException e) {
      LOG.error("a message that was handed over cannot be stored", e);
      return refuse(content, mailboxes, "452 4.3.1 it cannot be stored now");
    }
  }

  /// Each mailbox gets it once, however many of its addresses it was sent to.
  private Map<String, Result> results(List<String> mailboxes, Stored stored)
      throws InterruptedException {
    var results = new HashMap<String, Result>();
    for (String mailbox : new LinkedHashSet<>(mailboxes)) {
      results.put(mailbox, delivery.take(mailbox, stored));
    }
    return results;
  }

  private void answer(List<String> mailboxes, Map<String, Result> results) throws IOException {
    results.values().forEach(r -> counted.accept(r.name().toLowerCase(Locale.ROOT)));
    if (options.lmtp()) {
      for (String mailbox : mailboxes) {
        wire.say(words(results.getOrDefault(mailbox, Result.LATER)));
      }
    } else {
      wire.say(words(results.containsValue(Result.LATER) ? Result.LATER : Result.TAKEN));
    }
  }

  private static String words(Result result) {
    return switch (result) {
      case TAKEN -> "250 2.0.0 recorded";
      case LATER -> "451 4.3.0 it cannot be recorded now";
    };
  }

  private boolean refuse(DotStream content, List<String> mailboxes, String answer)
      throws IOException {
    boolean heard = content.skipRest(options.maxBytes());
    for (int i = 0; i < (options.lmtp() ? mailboxes.size() : 1); i++) {
      wire.say(answer);
    }
    counted.accept(answer.startsWith("5") ? "refused" : "later");
    return heard;
  }

  private boolean said(String answer) throws IOException {
    wire.say(answer);
    return true;
  }

  private boolean mistake(String answer) throws IOException {
    mistakes++;
    if (mistakes > MOST_MISTAKES) {
      wire.say("421 4.7.0 too many mistakes");
      return false;
    }
    return said(answer);
  }
}
