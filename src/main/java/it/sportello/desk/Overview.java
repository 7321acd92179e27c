package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.routing.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a supervisor asks of the desk: who waits, in which place, for how long still.
public final class Overview {
  /// Most contacts that are listed: the most urgent ones.
  private static final int MOST = 500;

  /// One contact that waits.
  ///
  /// @param position among those of its queue, from 1
  /// @param estimate how long it may still wait; empty while too few were taken. Of written work
  ///   until somebody takes it, nights included
  /// @param skills what an operator needs for it now
  /// @param step how many steps that was relaxed by
  public record Row(
      Contact contact,
      int position,
      Optional<Duration> estimate,
      Map<String, Integer> skills,
      int step) {}

  /// Everybody who waits, the most urgent first.
  ///
  /// @param more whether there are others
  public record Waiting(List<Row> rows, boolean more) {}

  /// A certified message of ours whose receipt should be here and is not.
  ///
  /// @param n its number within its contact
  /// @param recipients of whom something is still to be said
  /// @param since when the receipt should have been here
  public record Overdue(
      ContactId contact, int n, MailEvent.Stage stage, List<String> recipients, Instant since) {}

  private Overview() {}

  /// Lists the messages that miss a receipt, the longest missing first; on the desk lane.
  public static List<Overdue> overdue(DeskState state) {
    return state.dispatches.all().stream()
        .flatMap(
            d ->
                d.overdue().stream()
                    .map(
                        stage ->
                            new Overdue(
                                d.key().contact(),
                                d.key().n(),
                                stage,
                                stage == MailEvent.Stage.ACCEPTANCE ? d.recipients() : d.open(),
                                d.overdueSince())))
        .sorted(Comparator.comparing(Overdue::since).thenComparing(Overdue::contact))
        .toList();
  }

  /// One open contact.
  public static Optional<Contact> contact(DeskState state, ContactId id) {
    return state.contacts.get(id);
  }

  /// Lists who waits; on the desk lane.
  public static Waiting waiting(DeskState state, Instant now) {
    var rows = new ArrayList<Row>();
    var places = new HashMap<QueueId, Integer>();
    var written = new HashMap<QueueId, Integer>();
    List<Contact> all = state.matcher().first(MOST + 1);
    for (Contact contact : all.subList(0, Math.min(all.size(), MOST))) {
      int position = places.merge(contact.queue(), 1, Integer::sum);
      Optional<Duration> estimate =
          contact.isLive()
              ? ofCaller(state, contact, position)
              : ofWork(state, contact, written.merge(contact.queue(), 1, Integer::sum), now);
      rows.add(
          new Row(
              contact,
              position,
              estimate,
              state.matcher().skillsFor(contact),
              ((ContactState.Waiting) contact.state()).step()));
    }
    return new Waiting(rows, all.size() > MOST);
  }

  private static Optional<Duration> ofCaller(DeskState state, Contact contact, int place) {
    return state
        .paces
        .get(contact.queue())
        .flatMap(p -> p.minutesAt(place))
        .map(Duration::ofMinutes);
  }

  private static Optional<Duration> ofWork(
      DeskState state, Contact contact, int place, Instant now) {
    Queue queue = state.rules().queue(contact.queue());
    return state.workPaces.get(queue.id()).flatMap(p -> p.waitAt(place, now, queue.opening()));
  }
}
