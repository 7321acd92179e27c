package it.sportello.history;

import it.sportello.history.ContactHistory.Message;
import it.sportello.history.ContactHistory.Recipient;
import it.sportello.mail.Delivery;
import it.sportello.mail.Delivery.State;
import it.sportello.mail.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What became of a certified message at each recipient, with what else was told: a bounce of a
/// mailbox that is no certified one, a receipt that never came.
final class Receivers {
  static final String MISSING = "missing-";
  private static final String BOUNCED = "bounced-";

  private Receivers() {}

  /// @param said everything the providers said
  static List<Recipient> after(Message message, List<Evidence> said) {
    return at(message, said).stream().map(d -> recipient(message, d)).toList();
  }

  private static List<Delivery> at(Message message, List<Evidence> said) {
    var addresses = new ArrayList<>(message.to());
    addresses.addAll(message.cc());
    return Delivery.of(addresses, said);
  }

  /// Whether a provider has said its last word on a recipient: what any mail server reports later
  /// proves nothing against it.
  static boolean isDecided(Message message, String address) {
    return at(message, message.evidence()).stream()
        .filter(d -> d.address().equalsIgnoreCase(address))
        .anyMatch(Receivers::isDecided);
  }

  private static boolean isDecided(Delivery delivery) {
    return delivery.certified() && delivery.isFinal();
  }

  private static Optional<Recipient> before(Message message, Delivery delivery) {
    return message.recipients().stream()
        .filter(r -> r.address().equalsIgnoreCase(delivery.address()))
        .findFirst();
  }

  private static Recipient recipient(Message message, Delivery now) {
    return before(message, now)
        .filter(b -> stays(b.state(), now))
        .orElseGet(
            () ->
                new Recipient(
                    now.address(),
                    now.state() == State.ACCEPTED && !now.certified()
                        ? "accepted-outside"
                        : now.state().code(),
                    now.detail(),
                    now.state() == State.AWAITED ? message.at() : now.at()));
  }

  private static boolean stays(String before, Delivery now) {
    boolean nothingYet = now.state() == State.AWAITED;
    return (before.startsWith(BOUNCED) && !isDecided(now))
        || (before.equals(MISSING + "acceptance") && nothingYet)
        || (before.equals(MISSING + "delivery") && !now.isFinal());
  }
}
