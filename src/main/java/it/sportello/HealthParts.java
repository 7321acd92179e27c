package it.sportello;

import it.sportello.desk.DeskLane;
import it.sportello.journal.JournalFollower;
import it.sportello.observe.DebugTree;
import it.sportello.observe.Health;
import it.sportello.observe.Health.Check;
import it.sportello.store.file.FileJournal;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What the parts say of themselves: how they are, and what they know.
record HealthParts(
    DeskLane desk,
    MailParts mail,
    PhoneParts phone,
    MediaParts media,
    ScanParts scans,
    JournalFollower follower,
    FileJournal journal,
    LongSupplier unreadable) {
  private static final long CURRENT_WITHIN = 1000;

  Health health() {
    return new Health()
        .add("journal", this::journalCheck)
        .add("history", this::historyCheck)
        .add("mail", this::mailCheck)
        .add("phone", phone::health)
        .add("recordings", media::health)
        .add("scan", scans::health);
  }

  private Check journalCheck() {
    return desk.trouble().isEmpty()
        ? Check.ready("writes")
        : Check.down("nothing can be recorded: " + desk.trouble());
  }

  private Check historyCheck() {
    long behind = journal.lastSequence() - follower.sequence();
    return behind < CURRENT_WITHIN
        ? Check.ready("current")
        : Check.degraded("catching up: " + behind + " entries behind");
  }

  private Check mailCheck() {
    if (!mail.isConfigured()) {
      return Check.notConfigured("no mailbox configured");
    }
    return mail.trouble()
        .or(this::unreadableMail)
        .map(Check::degraded)
        .orElseGet(() -> Check.ready("mailboxes are read"));
  }

  private Optional<String> unreadableMail() {
    long failed = unreadable.getAsLong();
    return failed == 0
        ? Optional.empty()
        : Optional.of(failed + " messages could not be read: see the intake log");
  }

  DebugTree debug() {
    return new DebugTree()
        .add("desk", desk::debugState)
        .add("journal", journal::debugState)
        .add("history", follower::debugState)
        .add("mail", mail::debugState)
        .add("scan", scans::debugState)
        .add("phone", () -> phone.link().map(l -> l.debugState()).orElse(Map.of("link", "none")));
  }
}
