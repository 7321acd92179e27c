package it.sportello.testkit;

import it.sportello.mail.InboundMail;
import it.sportello.mail.MailCursor;
import it.sportello.mail.MailNotTaken;
import it.sportello.mail.MailSink;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Stops for ever at the first message, before or after it was recorded, as a process that dies.
public final class CrashingMailSink implements MailSink {
  private final CountDownLatch crashed = new CountDownLatch(1);
  private final CountDownLatch never = new CountDownLatch(1);
  private final MailSink behind;
  private final boolean recordFirst;

  /// @param behind what was recorded, and outlives the crash
  /// @param recordFirst whether the message is recorded before the crash
  public CrashingMailSink(MailSink behind, boolean recordFirst) {
    this.behind = behind;
    this.recordFirst = recordFirst;
  }

  /// Returns once it has crashed.
  ///
  /// @throws AssertionError if it does not in time
  public void awaitCrash(Duration limit) throws InterruptedException {
    if (!crashed.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("no message came within " + limit);
    }
  }

  @Override
  public Optional<MailCursor> cursor(String mailbox, String folder) {
    return behind.cursor(mailbox, folder);
  }

  @Override
  public void take(InboundMail mail) throws MailNotTaken, InterruptedException {
    if (recordFirst) {
      behind.take(mail);
    }
    crashed.countDown();
    never.await();
  }
}
