package it.sportello.edge;

import it.sportello.base.OutboxId;
import it.sportello.base.Timer;
import it.sportello.base.TimerThread;
import it.sportello.desk.Command;
import it.sportello.desk.Outgoing;
import it.sportello.desk.Reply;
import it.sportello.journal.RawStore;
import it.sportello.mail.MailRefused;
import it.sportello.mail.MailUnavailable;
import it.sportello.mail.MailUncertain;
import it.sportello.mail.OutgoingMail;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what has to leave, when it is due, and tells the desk what became of it.
///
/// Each attempt runs on a virtual thread, a few at a time. A message is on its way at most once.
/// What was sent in the moment of a crash, before that was recorded, is sent again with the same
/// Message-ID; from a certified mailbox it is not, because it would be served twice. May be used
/// from any thread.
public final class OutboxWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxWorker.class);
  private static final int AT_A_TIME = 4;

  private final OutgoingMail mail;
  private final RawStore raw;
  private final Function<String, Optional<String>> mailboxes;
  private final Predicate<String> certified;
  private final InstantSource clock;
  private final Consumer<Command> desk;
  private final Function<Command, CompletableFuture<Reply>> asked;
  private final SendingPace pace;
  private final Semaphore slots = new Semaphore(AT_A_TIME, true);
  private final Set<OutboxId> onTheWay = ConcurrentHashMap.newKeySet();
  private final Timer timer;
  private volatile boolean closed;

  /// @param mailboxes the mailbox that sends for an address
  /// @param certified whether a mailbox is a certified one: what it sends must never go twice
  /// @param spacing the time between two messages of a mailbox; empty: none
  /// @param desk hears what became of each message, until it has recorded it
  /// @param asked records before a certified message leaves that it does
  public OutboxWorker(
      OutgoingMail mail,
      RawStore raw,
      Function<String, Optional<String>> mailboxes,
      Predicate<String> certified,
      Function<String, Optional<Duration>> spacing,
      InstantSource clock,
      Consumer<Command> desk,
      Function<Command, CompletableFuture<Reply>> asked) {
    this(mail, raw, mailboxes, certified, spacing, clock, desk, asked, new TimerThread("outbox"));
  }

  OutboxWorker(
      OutgoingMail mail,
      RawStore raw,
      Function<String, Optional<String>> mailboxes,
      Predicate<String> certified,
      Function<String, Optional<Duration>> spacing,
      InstantSource clock,
      Consumer<Command> desk,
      Function<Command, CompletableFuture<Reply>> asked,
      Timer timer) {
    this.mail = mail;
    this.raw = raw;
    this.mailboxes = mailboxes;
    this.certified = certified;
    pace = new SendingPace(spacing);
    this.clock = clock;
    this.desk = desk;
    this.asked = asked;
    this.timer = timer;
  }

  /// Sends a message when it is due. Returns at once.
  public void send(Outgoing message) {
    if (closed || !onTheWay.add(message.id())) {
      return;
    }
    Duration wait = Duration.between(clock.instant(), message.dueAt());
    timer.after(wait.isNegative() ? Duration.ZERO : wait, () -> takePlace(message));
  }

  /// A message that is due waits for its mailbox's next place.
  private void takePlace(Outgoing message) {
    Duration wait =
        mailboxes
            .apply(message.sender())
            .map(mailbox -> pace.next(mailbox, clock.instant()))
            .orElse(Duration.ZERO);
    if (wait.isZero()) {
      begin(message);
    } else {
      timer.after(wait, () -> begin(message));
    }
  }

  private void begin(Outgoing message) {
    Thread.ofVirtual().name("outbox-" + message.id()).start(() -> attempt(message));
  }

  private void attempt(Outgoing message) {
    try {
      slots.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    Command outcome;
    try {
      if (closed) {
        return;
      }
      outcome = tryOnce(message);
    } finally {
      slots.release();
    }
    // Before the desk hears of a failure it must be possible to send the message again.
    onTheWay.remove(message.id());
    desk.accept(outcome);
  }

  private Command tryOnce(Outgoing message) {
    Optional<String> mailbox = mailboxes.apply(message.sender());
    if (mailbox.isEmpty()) {
      return failed(message, Reason.of(Code.NO_SENDER, message.sender()), true);
    }
    boolean once = certified.test(mailbox.get());
    if (once
        && !(asked.apply(new Command.MessageLeaves(message.id())).join() instanceof Reply.Done)) {
      return failed(message, Reason.of(Code.LEAVING_UNRECORDED), false);
    }
    try (InputStream bytes =
        raw.open(message.raw())
            .orElseThrow(() -> new MailUnavailable(Reason.of(Code.BYTES_MISSING)))) {
      mail.send(mailbox.get(), message.sender(), message.recipients(), bytes);
      return new Command.MessageSent(message.id());
    } catch (MailRefused e) {
      return failed(message, e.why(), true);
    } catch (MailUncertain e) {
      return once
          ? new Command.MessageUncertain(message.id(), e.why())
          : failed(message, e.why(), false);
    } catch (MailUnavailable e) {
      return failed(message, e.why(), false);
    } catch (IOException e) {
      return failed(message, Reason.of(Code.BYTES_UNREAD, e.getMessage()), false);
    } catch (RuntimeException bug) {
      // Whatever is wrong with it, the message must not be forgotten until the next start.
      LOG.error("a bug while sending message {}", message.id(), bug);
      return failed(message, Reason.of(Code.BUG, bug.getClass().getSimpleName()), false);
    }
  }

  private static Command failed(Outgoing message, Reason why, boolean permanent) {
    LOG.warn("message {} of contact {} not sent: {}", message.id(), message.contact(), why.words());
    return new Command.MessageNotSent(message.id(), why, permanent);
  }

  /// Starts no new attempts. Those on their way end by their own time-outs.
  @Override
  public void close() {
    closed = true;
    timer.close();
  }
}
