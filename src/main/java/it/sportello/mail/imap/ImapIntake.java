package it.sportello.mail.imap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import it.sportello.mail.InboundMail.Content;
import it.sportello.mail.MailCursor;
import it.sportello.mail.MailKey;
import it.sportello.mail.MailNotTaken;
import it.sportello.mail.MailboxConfig;
import it.sportello.mail.imap.ImapFolderLink.Found;
import it.sportello.mail.imap.MessageTaking.Fetched;
import it.sportello.mail.imap.MessageTaking.NotGiven;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the mail of one folder of one mailbox: everything once, in the order of its UIDs.
///
/// Works on virtual threads of its own. How far it came is the sink's to know, so that a crash at
/// any step loses nothing and doubles nothing. It never sets a flag and never deletes: the mailbox
/// may be shared with people and with other programs. A message that cannot be read never stops
/// those behind it; a sink that cannot record stops everything until it can.
public final class ImapIntake implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ImapIntake.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private final MailboxConfig mailbox;
  private final String folder;
  private final IntakeLimits limits;
  private final IntakePorts ports;
  private final MessageTaking taking;
  private final WaveTaking wave;
  private final Thread thread;
  private final AtomicReference<IntakeStatus> status;
  private volatile boolean closing;
  private long refusedUid;
  private int refusals;

  /// @param folder one of the mailbox's folders; each has its own intake
  public ImapIntake(MailboxConfig mailbox, String folder, IntakeLimits limits, IntakePorts ports) {
    this.mailbox = mailbox;
    this.folder = folder;
    this.limits = limits;
    this.ports = ports;
    taking = new MessageTaking(ports, limits.maxKeptBytes());
    String threads = "imap-" + mailbox.id() + "-" + folder;
    wave = new WaveTaking(threads, ports, taking, mail -> took(mail.key(), mail.content()));
    status = new AtomicReference<>(IntakeStatus.started(ports.clock().instant()));
    thread = Thread.ofVirtual().name(threads).unstarted(this::run);
    Gauge.builder(
            IntakeMeters.LAST_SUCCESS, status, s -> s.get().lastSuccess().toEpochMilli() / 1000.0)
        .tags("mailbox", mailbox.id(), "folder", folder)
        .register(ports.meters());
  }

  /// Starts taking mail; returns at once.
  public void start() {
    thread.start();
  }

  /// Returns what is wrong, for the health page: nothing was read to its end for several polls.
  public Optional<String> trouble() {
    Duration allowed = mailbox.pollEvery().multipliedBy(3).plus(SILENCE);
    return status
        .get()
        .trouble(ports.clock().instant(), allowed)
        .map(why -> "mailbox " + name() + ": " + why);
  }

  /// Names it for people: mailbox and folder.
  public String name() {
    return mailbox.id() + "/" + folder;
  }

  /// Returns what it is doing, for the debug page; never waits.
  public Map<String, Object> debugState() {
    return status.get().asMap();
  }

  /// The same, for tests of this package.
  IntakeStatus status() {
    return status.get();
  }

  /// Stops. A message that is being handed over is taken again later, if it was not recorded.
  @Override
  public void close() {
    closing = true;
    thread.interrupt();
    try {
      if (!thread.join(CLOSE_WITHIN)) {
        log.warn("intake {} does not stop: {}", name(), debugState());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    change(s -> s.now("closed"));
  }

  private void run() {
    while (!closing) {
      try {
        round();
      } catch (InterruptedException _) {
        return;
      } catch (MailNotTaken | NotGiven e) {
        failed("not_taken", e);
      } catch (MessagingException | IOException e) {
        failed("server", e);
      } catch (RuntimeException e) {
        log.error("intake {}/{} stumbled over a bug", mailbox.id(), folder, e);
        failed("bug", e);
      }
      if (!pause()) {
        return;
      }
    }
  }

  private void round()
      throws MessagingException, IOException, MailNotTaken, NotGiven, InterruptedException {
    change(s -> s.now("connecting"));
    try (ImapFolderLink link = ImapFolderLink.open(mailbox, folder, limits)) {
      long uidValidity = link.uidValidity();
      long next = firstUid(uidValidity);
      while (!closing) {
        next = takeNew(link, uidValidity, next);
        change(s -> s.succeeded(ports.clock().instant()));
        link.waitForNews(shorter(mailbox.pollEvery(), limits.idleFor()));
      }
    } finally {
      // those before what failed are good, and the next round begins behind them
      wave.clear();
    }
  }

  /// Where the server numbered its messages anew, all are looked at again; the sink knows them by
  /// their bytes.
  private long firstUid(long uidValidity) {
    Optional<MailCursor> cursor = ports.sink().cursor(mailbox.id(), folder);
    if (cursor.isPresent() && cursor.get().uidValidity() != uidValidity) {
      log.warn(
          "mailbox {}/{}: UIDVALIDITY was {} and is {}, all messages are looked at again",
          mailbox.id(),
          folder,
          cursor.get().uidValidity(),
          uidValidity);
    }
    return cursor
        .filter(known -> known.uidValidity() == uidValidity)
        .map(known -> known.lastUid() + 1)
        .orElse(1L);
  }

  private long takeNew(ImapFolderLink link, long uidValidity, long from)
      throws MessagingException, IOException, MailNotTaken, NotGiven, InterruptedException {
    long next = from;
    List<Found> page = link.page(next);
    while (!page.isEmpty() && !closing) {
      takePage(link, uidValidity, page);
      next = page.getLast().uid() + 1;
      page = link.page(next);
    }
    wave.finish();
    return next;
  }

  private void takePage(ImapFolderLink link, long uidValidity, List<Found> page)
      throws MessagingException, IOException, MailNotTaken, NotGiven, InterruptedException {
    for (List<Found> some : WaveTaking.together(page)) {
      // after a failure one by one, so that those before a message that breaks the connection come
      boolean together = some.size() > 1 && status.get().failuresInARow() == 0;
      Map<Long, byte[]> contents = together ? link.contents(some) : Map.of();
      for (Found found : some) {
        var key = new MailKey(mailbox.id(), folder, uidValidity, found.uid());
        byte[] bytes = contents.get(found.uid());
        Optional<Fetched> fetched =
            bytes == null ? Optional.empty() : taking.fetched(key, found.message(), bytes);
        if (fetched.isPresent()) {
          wave.add(fetched.get());
        } else {
          wave.finish();
          takeOne(link, key, found);
        }
      }
      wave.handOver();
    }
  }

  private void takeOne(ImapFolderLink link, MailKey key, Found found)
      throws MessagingException, IOException, MailNotTaken, NotGiven, InterruptedException {
    try {
      taking.take(key, found.message()).ifPresent(content -> took(key, content));
    } catch (NotGiven e) {
      refusals = key.uid() == refusedUid ? refusals + 1 : 1;
      refusedUid = key.uid();
      if (refusals < limits.fetchTries() || !link.isOpen()) {
        throw e;
      }
      log.warn("mailbox {}/{}: UID {} is not given", mailbox.id(), folder, key.uid(), e);
      took(key, taking.withoutBytes(key, String.valueOf(e.getMessage())));
    }
  }

  private void took(MailKey key, Content content) {
    String result =
        switch (content) {
          case Content.Understood _ -> "understood";
          case Content.NotUnderstood not -> {
            log.warn("mail {} is kept but not understood: {}", key, not.reason());
            yield "not_understood";
          }
        };
    counter(IntakeMeters.TAKEN, "result", result).increment();
    change(s -> s.took(key.uidValidity(), key.uid()));
  }

  private void failed(String kind, Exception why) {
    if (closing) {
      return;
    }
    counter(IntakeMeters.FAILURES, "kind", kind).increment();
    String words = why.getMessage() == null ? why.toString() : why.getMessage();
    change(s -> s.failed(words));
    log.warn("intake {}/{} pauses: {}", mailbox.id(), folder, words);
  }

  /// Returns false if it was told to stop meanwhile.
  private boolean pause() {
    int doublings = (int) Math.min(20, Math.max(0, status.get().failuresInARow() - 1));
    Duration due =
        shorter(limits.firstPause().multipliedBy(1L << doublings), limits.longestPause());
    // half of it at least, spread, so that many mailboxes do not come back at once
    long ms = due.toMillis() / 2 + ports.random().nextLong(due.toMillis() / 2 + 1);
    try {
      Thread.sleep(ms);
      return !closing;
    } catch (InterruptedException _) {
      return false;
    }
  }

  private Counter counter(String name, String tag, String value) {
    return ports.meters().counter(name, "mailbox", mailbox.id(), tag, value);
  }

  private void change(UnaryOperator<IntakeStatus> how) {
    status.updateAndGet(how);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
