package it.sportello.desk;

import it.sportello.base.CustomerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What one mailbox sent by itself in the last 24 hours: what keeps two machines from answering
/// each other for ever. Never longer than the mailbox's limit.
///
/// @param sent the oldest first
record AutoAnswers(String mailbox, List<Sent> sent) {
  /// A day: whoever answers once a night is no loop.
  static final Duration WINDOW = Duration.ofHours(24);

  AutoAnswers {
    sent = List.copyOf(sent);
  }

  /// One message.
  record Sent(Instant at, CustomerId correspondent) {}

  static AutoAnswers none(String mailbox) {
    return new AutoAnswers(mailbox, List.of());
  }

  /// Returns these with one more; forgets what is older than the window.
  AutoAnswers after(MailEvent.AutoAnswered e, Instant at) {
    var all = new ArrayList<>(since(at));
    all.add(new Sent(at, e.correspondent()));
    return new AutoAnswers(mailbox, all);
  }

  /// How many left in the window that ends now.
  int count(Instant now) {
    return since(now).size();
  }

  /// How many of them went to one correspondent.
  int count(CustomerId correspondent, Instant now) {
    return (int)
        since(now).stream().filter(one -> one.correspondent().equals(correspondent)).count();
  }

  private List<Sent> since(Instant now) {
    Instant from = now.minus(WINDOW);
    int first = 0;
    while (first < sent.size() && !sent.get(first).at().isAfter(from)) {
      first++;
    }
    return sent.subList(first, sent.size());
  }
}
