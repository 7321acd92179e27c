package it.sportello.testkit;

import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content;
import it.sportello.mail.MailCursor;
import it.sportello.mail.MailKey;
import it.sportello.mail.MailNotTaken;
import it.sportello.mail.MailSink;
import it.sportello.mail.ParsedMail;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A sink that keeps the port's promises in memory, and counts how often it was asked.
public final class FakeMailSink implements MailSink {
  private final List<InboundMail> taken = new ArrayList<>();
  private final Map<String, MailCursor> cursors = new HashMap<>();
  private final Set<MailKey> keys = new HashSet<>();
  private final Set<String> bytes = new HashSet<>();
  private final List<Integer> waves = new ArrayList<>();
  private final AtomicInteger offers = new AtomicInteger();
  private volatile int refuse;

  /// How many messages came together, each time.
  public synchronized List<Integer> waves() {
    return List.copyOf(waves);
  }

  @Override
  public synchronized void takeAll(List<InboundMail> mails, Consumer<InboundMail> shown)
      throws MailNotTaken, InterruptedException {
    waves.add(mails.size());
    MailSink.super.takeAll(mails, shown);
  }

  /// Refuses the next so many messages.
  public void refuseNext(int messages) {
    refuse = messages;
  }

  /// How often a message was offered, refused and repeated ones included.
  public int offers() {
    return offers.get();
  }

  /// The messages recorded so far, in order.
  public synchronized List<InboundMail> taken() {
    return List.copyOf(taken);
  }

  /// What was understood of the messages recorded so far, in order.
  public List<ParsedMail> mails() {
    return taken().stream()
        .map(InboundMail::content)
        .filter(Content.Understood.class::isInstance)
        .map(content -> ((Content.Understood) content).mail())
        .toList();
  }

  /// The subjects of the messages recorded so far, in order; `?` where one was not understood.
  public List<String> subjects() {
    return taken().stream()
        .map(
            mail ->
                switch (mail.content()) {
                  case Content.Understood understood -> understood.mail().subject();
                  case Content.NotUnderstood _ -> "?";
                })
        .toList();
  }

  @Override
  public synchronized Optional<MailCursor> cursor(String mailbox, String folder) {
    return Optional.ofNullable(cursors.get(mailbox + "/" + folder));
  }

  @Override
  public synchronized void take(InboundMail mail) throws MailNotTaken {
    offers.incrementAndGet();
    if (refuse > 0) {
      refuse--;
      throw new MailNotTaken("told to refuse", new IllegalStateException("told to refuse"));
    }
    MailKey key = mail.key();
    boolean fresh = !key.isInFolder() || keys.add(key);
    if (fresh && bytes.add(key.mailbox() + "/" + mail.raw())) {
      taken.add(mail);
    }
    if (!key.isInFolder()) {
      return;
    }
    cursors.put(key.mailbox() + "/" + key.folder(), new MailCursor(key.uidValidity(), key.uid()));
  }
}
