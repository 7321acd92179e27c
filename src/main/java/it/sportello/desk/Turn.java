package it.sportello.desk;

import it.sportello.base.ContactId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactCommand;
import it.sportello.contact.ContactCommand.Step;
import it.sportello.contact.ContactEvent;
import it.sportello.contact.ContactLife;
import it.sportello.journal.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One command's turn: what it has caused so far. Facts show in the state at once, so that the next
/// decision sees them.
final class Turn {
  /// A decision that cannot be carried out; the whole turn is taken back and the sender is told.
  static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    private final String code;

    Refusal(String code, String detail) {
      super(detail, null, false, false);
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  final DeskState state;
  DeskRules rules;
  final Instant now;
  final List<Fact> facts = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  private boolean handingOver;

  Turn(DeskState state, DeskRules rules, Instant now) {
    this.state = state;
    this.rules = rules;
    this.now = now;
  }

  /// Other rules are in force, for the rest of this turn too.
  void use(DeskRules other) {
    rules = other;
    state.use(other);
  }

  void happened(Fact fact) {
    Optional<Consult> before =
        fact instanceof ContactEvent e && !handingOver
            ? state.contacts.get(e.id()).flatMap(state.rooms::of)
            : Optional.empty();
    facts.add(fact);
    state.apply(fact, now);
    before
        .filter(c -> state.rooms.consults.get(c.call()).isEmpty())
        .ifPresent(c -> Consults.over(c, this));
  }

  /// Does what gives a call in a room to who was asked: nobody is sent out of it.
  void handOver(Runnable steps) {
    handingOver = true;
    try {
      steps.run();
    } finally {
      handingOver = false;
    }
  }

  /// A ring takes the caller along from wherever they are. Sent to the waiting room in the same
  /// moment, the PBX would refuse the ring: the caller is still on the way.
  void act(Effect effect) {
    if (effect instanceof Effect.Ring ring) {
      effects.removeIf(new Effect.BackToWaiting(ring.call())::equals);
    }
    effects.add(effect);
  }

  Contact contact(ContactId id) throws Refusal {
    return state
        .contacts
        .get(id)
        .orElseThrow(() -> new Refusal("no-such-contact", "contact " + id + " is not open"));
  }

  /// Asks the contact's life and takes in what happened.
  ///
  /// @throws Refusal if nothing happened
  void decide(Contact contact, ContactCommand command) throws Refusal {
    Step step = ContactLife.decide(contact, command, now);
    if (step.refusal().isPresent()) {
      throw new Refusal(step.refusal().get().code(), step.refusal().get().detail());
    }
    step.events().forEach(this::happened);
  }

  /// Asks the contact's life; a refusal means that the event was late or repeated, which is normal.
  ///
  /// @return whether something happened
  boolean tell(Optional<Contact> contact, ContactCommand command) {
    if (contact.isEmpty()) {
      return false;
    }
    Step step = ContactLife.decide(contact.get(), command, now);
    step.events().forEach(this::happened);
    return step.refusal().isEmpty();
  }
}
