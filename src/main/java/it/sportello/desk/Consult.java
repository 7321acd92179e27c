package it.sportello.desk;

import it.sportello.base.Coded;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Party;
import it.sportello.telephony.Spot;
import java.time.Instant;
import java.util.Optional;

/// A talk whose legs are in a room, because its operator asked somebody. It lasts as long as the
/// contact is in that operator's hands.
///
/// @param operator who talks with the caller and asks
/// @param asked who was asked and is still there, or rings
public record Consult(CallId call, ContactId contact, OperatorId operator, Optional<Asked> asked) {
  static final Party CALLER = new Party.Caller();

  /// Somebody who is asked.
  ///
  /// @param colleague empty for somebody outside
  /// @param number of somebody outside, E.164; empty for a colleague
  /// @param since when this phase began
  public record Asked(Optional<OperatorId> colleague, String number, Phase phase, Instant since) {
    Party party() {
      return colleague.<Party>map(Party.Colleague::new).orElseGet(Party.Outside::new);
    }

    Asked in(Phase next, Instant at) {
      return new Asked(colleague, number, next, at);
    }
  }

  /// Who hears whom.
  public enum Phase implements Coded {
    /// It rings; the caller is on hold.
    RINGING("ringing"),
    /// Operator and asked talk; the caller is on hold.
    ASIDE("aside"),
    /// Operator and caller talk; the asked one is on hold.
    WITH_CALLER("with-caller"),
    /// All three talk.
    TOGETHER("together");

    private final String code;

    Phase(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /// Returns the consult after an event; empty if there is none any more.
  static Optional<Consult> after(Optional<Consult> before, ConsultEvent event, Instant at) {
    return switch (event) {
      case ConsultEvent.Asked e ->
          Optional.of(
              new Consult(
                  e.call(),
                  e.id(),
                  e.operator(),
                  Optional.of(new Asked(e.colleague(), e.number(), Phase.RINGING, at))));
      case ConsultEvent.Joined _ -> before.map(c -> c.in(Phase.ASIDE, at));
      case ConsultEvent.Shifted e -> before.map(c -> c.in(e.phase(), at));
      case ConsultEvent.Ended e when e.because() == ConsultEnd.UNDONE -> Optional.empty();
      case ConsultEvent.Ended _ -> before.map(Consult::alone);
      case ConsultEvent.Completed e ->
          e.to().map(to -> new Consult(e.call(), e.id(), to, Optional.empty()));
      case ConsultEvent.WrappedUp _ -> before;
    };
  }

  private Consult in(Phase phase, Instant at) {
    return new Consult(call, contact, operator, asked.map(a -> a.in(phase, at)));
  }

  private Consult alone() {
    return new Consult(call, contact, operator, Optional.empty());
  }

  boolean isIn(Phase phase) {
    return asked.filter(a -> a.phase() == phase).isPresent();
  }

  boolean isOperator(Party party) {
    return party.equals(new Party.Colleague(operator));
  }

  boolean isAsked(Party party) {
    return asked.filter(a -> a.party().equals(party)).isPresent();
  }

  /// Where somebody should be; empty for who rings, asks, or does not belong here.
  ///
  /// @param onHold whether the operator put the caller on hold
  Optional<Spot> spot(Party party, boolean onHold) {
    boolean asks = isIn(Phase.RINGING);
    if (party.equals(CALLER)) {
      return Optional.of(asks || isIn(Phase.ASIDE) || onHold ? Spot.HOLD : Spot.ROOM);
    }
    if (asks || !(isOperator(party) || isAsked(party))) {
      return Optional.empty();
    }
    return Optional.of(isAsked(party) && isIn(Phase.WITH_CALLER) ? Spot.HOLD : Spot.ROOM);
  }
}
