package it.sportello.desk;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.contact.Because;
import it.sportello.contact.CallbackEnd;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactFold;
import it.sportello.contact.ContactState;
import it.sportello.journal.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says of each commit which waits began and how they ended: what counters and the queue overview
/// count.
///
/// Only stays in a queue that a customer asked for count; coming back with an opinion is no new
/// wait. A promised call back is a wait that goes on until somebody answers it; given up, it is
/// neither answered nor abandoned. Not for several threads.
public final class Waits {
  /// How a wait went on.
  public enum Kind {
    /// It began.
    OFFERED,
    /// An operator took the contact.
    ANSWERED,
    /// The customer left, or was released.
    ABANDONED
  }

  /// One wait that began or ended.
  ///
  /// @param live whether the customer waits in person, as [Contact#isLive] says: a call whose
  ///   caller has gone leaves written work behind
  /// @param waited since it began, wall time
  public record Wait(
      Kind kind, QueueId queue, Channel channel, boolean live, Duration waited, Instant at) {}

  private record Begun(QueueId queue, Channel channel, boolean live, Instant since) {
    static Begun of(Contact contact, Instant since) {
      return new Begun(contact.queue(), contact.channel(), contact.isLive(), since);
    }

    Begun in(QueueId other) {
      return new Begun(other, channel, live, since);
    }
  }

  private final Map<ContactId, Contact> contacts = new HashMap<>();
  private final Map<ContactId, Begun> begun = new HashMap<>();

  /// Takes over the contacts that were open before the first commit.
  public void start(Collection<Contact> open) {
    for (Contact contact : open) {
      contacts.put(contact.id(), contact);
      place(contact)
          .filter(place -> place.because().isWish())
          .ifPresent(place -> begun.put(contact.id(), Begun.of(contact, place.since())));
    }
  }

  private static Optional<ContactState.Waiting> place(Contact contact) {
    return switch (contact.state()) {
      case ContactState.Waiting waiting -> Optional.of(waiting);
      case ContactState.Offered offered -> Optional.of(offered.place());
      case ContactState.Arrived _,
          ContactState.Handling _,
          ContactState.OnHold _,
          ContactState.WrapUp _,
          ContactState.Dialling _,
          ContactState.Escalated _,
          ContactState.Closed _ ->
          Optional.empty();
    };
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
    Optional<Contact> now =
        ContactFold.begin(event, at)
            .or(
                () ->
                    Optional.ofNullable(contacts.get(event.id()))
                        .map(contact -> ContactFold.apply(contact, event, at)));
    now.ifPresent(contact -> contacts.put(contact.id(), contact));
    switch (event) {
      case ContactEvent.Queued e -> {
        if (e.because().isWish()) {
          now.ifPresent(contact -> begin(contact, at, waits));
        } else if (e.because() == Because.OVERFLOWED || e.because() == Because.MOVED) {
          begun.computeIfPresent(e.id(), (_, wait) -> wait.in(e.queue()));
        }
      }
      case ContactEvent.Accepted e -> end(e.id(), Kind.ANSWERED, at, waits);
      // written work is left, which nobody waits for in person
      case ContactEvent.CallbackEnded e when e.why() != CallbackEnd.REACHED -> begun.remove(e.id());
      case ContactEvent.Closed e -> {
        if (e.outcome().isUnanswered()) {
          end(e.id(), Kind.ABANDONED, at, waits);
        }
        begun.remove(e.id());
        contacts.remove(e.id());
      }
      case ContactEvent.Arrived _,
          ContactEvent.CallPlaced _,
          ContactEvent.DialStarted _,
          ContactEvent.DialReady _,
          ContactEvent.DialEnded _,
          ContactEvent.CallbackPromised _,
          ContactEvent.CallbackRested _,
          ContactEvent.CallbackDue _,
          ContactEvent.CallbackEnded _,
          ContactEvent.PlaceTaken _,
          ContactEvent.WrapUpExtended _,
          ContactEvent.Required _,
          ContactEvent.Reopened _,
          ContactEvent.Offered _,
          ContactEvent.Returned _,
          ContactEvent.Relaxed _,
          ContactEvent.NobodyFree _,
          ContactEvent.Widened _,
          ContactEvent.Moved _,
          ContactEvent.Held _,
          ContactEvent.Resumed _,
          ContactEvent.WrapUpStarted _,
          ContactEvent.Forwarded _,
          ContactEvent.ForwardEnded _,
          ContactEvent.Escalated _,
          ContactEvent.MessageReceived _,
          ContactEvent.MessageWritten _,
          ContactEvent.MessageForwarded _,
          ContactEvent.Acknowledged _,
          ContactEvent.NoteAdded _ -> {}
    }
  }

  private void begin(Contact contact, Instant at, List<Wait> waits) {
    var wait = Begun.of(contact, at);
    begun.put(contact.id(), wait);
    waits.add(new Wait(Kind.OFFERED, wait.queue(), wait.channel(), wait.live(), Duration.ZERO, at));
  }

  private void end(ContactId id, Kind kind, Instant at, List<Wait> waits) {
    Begun wait = begun.remove(id);
    if (wait != null) {
      waits.add(
          new Wait(
              kind,
              wait.queue(),
              wait.channel(),
              wait.live(),
              Duration.between(wait.since(), at),
              at));
    }
  }
}
