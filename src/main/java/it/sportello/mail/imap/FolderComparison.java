package it.sportello.mail.imap;

import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content;
import it.sportello.mail.MailCursor;
import it.sportello.mail.MailKey;
import it.sportello.mail.MailLedger;
import it.sportello.mail.MailNotTaken;
import it.sportello.mail.MailSink;
import it.sportello.mail.MailboxConfig;
import it.sportello.mail.Reason;
import it.sportello.mail.Reason.Code;
import it.sportello.mail.imap.FolderReport.Missed;
import it.sportello.mail.imap.ImapFolderLink.Found;
import it.sportello.mail.imap.MessageTaking.NotGiven;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares one folder with the journal, up to where it was taken, and takes what was missed.
///
/// Works on a connection of its own, which changes nothing on the server. Used once, by one thread.
final class FolderComparison {
  private static final Logger log = LoggerFactory.getLogger(FolderComparison.class);
  private static final int MAX_LISTED = 100;

  private final MailboxConfig mailbox;
  private final String folder;
  private final IntakeLimits limits;
  private final IntakePorts ports;
  private final MailLedger ledger;
  private final MessageTaking taking;
  private final List<Missed> missed = new ArrayList<>();
  private long onServer;
  private long matched;
  private long otherSize;
  private long missedInAll;
  private long failed;

  FolderComparison(
      MailboxConfig mailbox,
      String folder,
      IntakeLimits limits,
      IntakePorts ports,
      MailLedger ledger) {
    this.mailbox = mailbox;
    this.folder = folder;
    this.limits = limits;
    this.ports = ports;
    this.ledger = ledger;
    var missedOnes =
        new IntakePorts(
            new Behind(ports.sink(), ledger),
            ports.raw(),
            ports.reader(),
            ports.meters(),
            ports.clock(),
            ports.random());
    taking = new MessageTaking(missedOnes, limits.maxKeptBytes());
  }

  FolderReport run() throws InterruptedException {
    try {
      return compared();
    } catch (MessagingException | IOException e) {
      return notCompared(Reason.of(Code.MAIL_SERVER, words(e)));
    } catch (MailNotTaken e) {
      return notCompared(Reason.of(Code.NOT_RECORDED, words(e)));
    } catch (RuntimeException e) {
      log.error("comparing mailbox {}/{} stumbled over a bug", mailbox.id(), folder, e);
      return notCompared(Reason.of(Code.BUG, e));
    }
  }

  private FolderReport compared()
      throws MessagingException, IOException, MailNotTaken, InterruptedException {
    Optional<MailCursor> cursor = ports.sink().cursor(mailbox.id(), folder);
    try (ImapFolderLink link = ImapFolderLink.open(mailbox, folder, limits)) {
      long uidValidity = link.uidValidity();
      if (cursor.filter(c -> c.uidValidity() == uidValidity).isEmpty()) {
        return notCompared(Reason.of(Code.NOT_READ_YET));
      }
      // what comes behind the cursor is still to come; what is before it is in the ledger
      long last = cursor.get().lastUid();
      var taken =
          new TakenBefore(ledger, new MailKey(mailbox.id(), folder, uidValidity, last), last);
      for (long next = 1; next <= last; ) {
        List<Found> page = link.page(next);
        for (Found found : page) {
          if (found.uid() <= last) {
            compare(new MailKey(mailbox.id(), folder, uidValidity, found.uid()), found, taken);
          }
        }
        next = page.isEmpty() ? last + 1 : page.getLast().uid() + 1;
      }
      return report(taken.count() - matched);
    }
  }

  private void compare(MailKey key, Found found, TakenBefore taken)
      throws MessagingException, IOException, MailNotTaken, InterruptedException {
    onServer++;
    Optional<Long> size = taken.size(key.uid());
    if (size.isEmpty()) {
      missedInAll++;
      take(key, found);
      return;
    }
    matched++;
    if (size.get() != found.message().getSizeLong()) {
      otherSize++;
    }
  }

  private void take(MailKey key, Found found)
      throws MessagingException, IOException, MailNotTaken, InterruptedException {
    Optional<Reason> trouble = Optional.empty();
    String messageId = "";
    try {
      Optional<Content> content = taking.take(key, found.message());
      if (content.isPresent() && content.get() instanceof Content.Understood understood) {
        messageId = understood.mail().messageId();
      }
    } catch (NotGiven e) {
      failed++;
      trouble = Optional.of(Reason.of(Code.STILL_NOT_GIVEN, words(e)));
    }
    if (missed.size() < MAX_LISTED) {
      missed.add(new Missed(key.uid(), messageId, trouble));
    }
  }

  private static String words(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }

  private FolderReport notCompared(Reason why) {
    return FolderReport.notCompared(mailbox.id(), folder, ports.clock().instant(), why);
  }

  private FolderReport report(long gone) {
    return new FolderReport(
        mailbox.id(),
        folder,
        ports.clock().instant(),
        onServer,
        matched,
        gone,
        otherSize,
        missed,
        missedInAll,
        failed,
        Optional.empty());
  }

  /// Hands over what lies behind the cursor.
  private record Behind(MailSink sink, MailLedger ledger) implements MailSink {
    @Override
    public Optional<MailCursor> cursor(String mailbox, String folder) {
      return sink.cursor(mailbox, folder);
    }

    @Override
    public void take(InboundMail mail) throws MailNotTaken, InterruptedException {
      ledger.takeMissed(mail);
    }
  }
}
