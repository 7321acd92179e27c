package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.desk.MailEvent.Stage;
import it.sportello.mail.Delivery;
import it.sportello.mail.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A certified message of ours about which not everything was said yet.
///
/// @param said what the providers said so far
/// @param missing the receipt of which it was recorded last that it did not come; empty: none
record Dispatch(
    Key key,
    List<String> recipients,
    Instant acceptanceBy,
    Instant deliveryBy,
    List<Evidence> said,
    Optional<Stage> missing) {
  /// Names the message.
  ///
  /// @param n its number within its contact
  record Key(ContactId contact, int n) {}

  Dispatch {
    recipients = List.copyOf(recipients);
    said = List.copyOf(said);
  }

  static Dispatch begin(MailEvent.Awaited e) {
    return new Dispatch(
        new Key(e.contact(), e.n()),
        e.recipients(),
        e.acceptanceBy(),
        e.deliveryBy(),
        List.of(),
        Optional.empty());
  }

  Dispatch with(Evidence evidence) {
    var all = new ArrayList<>(said);
    all.add(evidence);
    return new Dispatch(key, recipients, acceptanceBy, deliveryBy, all, missing);
  }

  Dispatch without(Stage receipt) {
    return new Dispatch(key, recipients, acceptanceBy, deliveryBy, said, Optional.of(receipt));
  }

  /// Which receipt should be here and is not; empty while there is time.
  Optional<Stage> overdue() {
    return missing.filter(stage -> stage == Stage.DELIVERY || !isAnswered());
  }

  /// Since when the receipt of [#overdue] should be here.
  Instant overdueSince() {
    return isAnswered() || missing.filter(Stage.DELIVERY::equals).isPresent()
        ? deliveryBy
        : acceptanceBy;
  }

  /// Whether the sender's provider said whether it took the message.
  boolean isAnswered() {
    return said.stream()
        .anyMatch(
            e -> e.kind() == Evidence.Kind.ACCEPTED || e.kind() == Evidence.Kind.NOT_ACCEPTED);
  }

  boolean isSettled() {
    return isAnswered() && open().isEmpty();
  }

  /// The recipients of whom something is still to come.
  List<String> open() {
    return Delivery.of(recipients, said).stream()
        .filter(d -> !d.isFinal())
        .map(Delivery::address)
        .toList();
  }

  Optional<Instant> nextDeadline() {
    return missing.filter(Stage.DELIVERY::equals).isPresent()
        ? Optional.empty()
        : Optional.of(isAnswered() || missing.isPresent() ? deliveryBy : acceptanceBy);
  }
}
