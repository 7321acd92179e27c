package it.sportello.desk;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.contact.Because;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactState;
import it.sportello.contact.Outcome;
import it.sportello.desk.Committed.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Says of each commit which waits began and how they ended: what counters and the queue overview
/// count.
///
/// Only stays in a queue that a customer asked for count; coming back with an opinion is no new
/// wait. Not for several threads.
public final class Waits {
  /// How a wait went on.
  public enum Kind {
    /// It began.
    OFFERED,
    /// An operator took the contact.
    ANSWERED,
    /// The customer left.
    ABANDONED
  }

  /// One wait that began or ended.
  ///
  /// @param waited since it began, wall time
  public record Wait(Kind kind, QueueId queue, Channel channel, Duration waited, Instant at) {}

  private record Begun(QueueId queue, Channel channel, Instant since) {}

  private final Map<ContactId, Channel> channels = new HashMap<>();
  private final Map<ContactId, Begun> begun = new HashMap<>();

  /// Takes over the contacts that were open before the first commit.
  public void start(Collection<Contact> open) {
    for (Contact contact : open) {
      channels.put(contact.id(), contact.channel());
      if (contact.state() instanceof ContactState.Waiting w) {
        begun.put(contact.id(), new Begun(contact.queue(), contact.channel(), w.since()));
      } else if (contact.state() instanceof ContactState.Offered o) {
        begun.put(contact.id(), new Begun(contact.queue(), contact.channel(), o.place().since()));
      }
    }
  }

  /// Returns the waits that began or ended with this commit, in order.
  public List<Wait> of(Committed committed) {
    var waits = new ArrayList<Wait>();
    for (Recorded recorded : committed.recorded()) {
      if (recorded.fact() instanceof ContactEvent event) {
        add(event, recorded.entry().at(), waits);
      }
    }
    return waits;
  }

  private void add(ContactEvent event, Instant at, List<Wait> waits) {
    switch (event) {
      case ContactEvent.Arrived e -> channels.put(e.id(), e.channel());
      case ContactEvent.Reopened e -> channels.put(e.id(), e.channel());
      case ContactEvent.Queued e -> {
        if (e.because() == Because.ARRIVED
            || e.because() == Because.TRANSFERRED
            || e.because() == Because.WROTE_AGAIN) {
          Channel channel = channels.getOrDefault(e.id(), Channel.FORM);
          begun.put(e.id(), new Begun(e.queue(), channel, at));
          waits.add(new Wait(Kind.OFFERED, e.queue(), channel, Duration.ZERO, at));
        }
      }
      case ContactEvent.Accepted e -> end(e.id(), Kind.ANSWERED, at, waits);
      case ContactEvent.Closed e -> {
        if (e.outcome() == Outcome.ABANDONED) {
          end(e.id(), Kind.ABANDONED, at, waits);
        }
        begun.remove(e.id());
        channels.remove(e.id());
      }
      case ContactEvent.Offered _,
          ContactEvent.Returned _,
          ContactEvent.Relaxed _,
          ContactEvent.Held _,
          ContactEvent.Resumed _,
          ContactEvent.WrapUpStarted _,
          ContactEvent.Escalated _,
          ContactEvent.MessageReceived _,
          ContactEvent.MessageWritten _,
          ContactEvent.NoteAdded _ -> {}
    }
  }

  private void end(ContactId id, Kind kind, Instant at, List<Wait> waits) {
    Begun wait = begun.remove(id);
    if (wait != null) {
      waits.add(
          new Wait(kind, wait.queue(), wait.channel(), Duration.between(wait.since(), at), at));
    }
  }
}
