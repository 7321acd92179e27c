package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.AmiTranslator.text;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Party;
import it.sportello.telephony.Spot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.ManagerAction;
import org.asteriskjava.manager.action.RedirectAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.jspecify.annotations.Nullable;

/// Asking somebody during a call, in Asterisk's words: each leg is in the call's room (`cc-room`)
/// or hears music (`cc-hold`), and each step redirects or ends one.
///
/// Source: `docs/adr/0004-consult-by-rooms.md`. Used on the phone's lane only.
final class AmiConsult {
  static final String ROOM = "cc-room";
  static final String HOLD = "cc-hold";
  static final String ASK = "cc-ask";

  /// Q.850 "requested channel not available": what `rtp_timeout` ends a leg with.
  private static final int NO_AUDIO = 44;

  private final Extensions extensions;
  private final AmiLegs legs;

  AmiConsult(Extensions extensions, AmiLegs legs) {
    this.extensions = extensions;
    this.legs = legs;
  }

  /// Puts the caller on hold and dials whom the operator asks.
  ///
  /// @return what to send; empty if the operator's leg has gone, whose end tells the rest
  List<ManagerAction> ask(
      CallId call,
      ContactId contact,
      OperatorId asking,
      Party asked,
      String number,
      String shown,
      Duration ringFor) {
    Optional<String> leg = legs.of(call, new Party.Colleague(asking));
    Optional<String> dialled =
        asked instanceof Party.Colleague c
            ? extensions.lineOf(c.operator()).map(AmiConfig.Line::extension)
            : Optional.of(number);
    if (leg.isEmpty() || dialled.isEmpty()) {
      return List.of();
    }
    // The operator's leg first: without a dialplan of its own nothing keeps it alive between the
    // caller's leaving their bridge and its own move.
    return List.of(
        new SetVarAction(leg.get(), "_CC_CALLID", contact.value()),
        new SetVarAction(leg.get(), "CC_RING", Long.toString(ringFor.toSeconds())),
        new SetVarAction(leg.get(), "CC_SHOWN", shown),
        new RedirectAction(leg.get(), call.value(), ASK, dialled.get(), 1, HOLD, "s", 1));
  }

  List<ManagerAction> move(CallId call, Party party, Spot spot) {
    String exten = party instanceof Party.Caller ? "caller" : "staff";
    return legs
        .of(call, party)
        .<ManagerAction>map(
            leg ->
                switch (spot) {
                  case ROOM -> new RedirectAction(leg, ROOM, exten, 1);
                  case HOLD -> new RedirectAction(leg, HOLD, "s", 1);
                })
        .stream()
        .toList();
  }

  List<ManagerAction> drop(CallId call, Party party) {
    return legs.of(call, party).<ManagerAction>map(HangupAction::new).stream().toList();
  }

  static boolean isRoom(@Nullable String context) {
    return ROOM.equals(context);
  }

  static Optional<CallEvent> joined(BridgeEnterEvent event, Extensions extensions) {
    if (text(event.getUniqueId()).equals(text(event.getLinkedId()))) {
      return Optional.empty();
    }
    Party party = AmiLegs.party(text(event.getChannel()), extensions);
    return AmiTranslator.call(text(event.getLinkedId()))
        .map(call -> new CallEvent.Joined(call, party));
  }

  /// Whether it is the end of a leg in a consult that is not the caller's.
  static boolean isOther(HangupEvent event) {
    String context = text(event.getContext());
    return (context.equals(ROOM) || context.equals(HOLD) || context.equals(ASK))
        && !text(event.getUniqueId()).equals(text(event.getLinkedId()));
  }

  static Optional<CallEvent> left(HangupEvent event, Extensions extensions) {
    Integer cause = event.getCause();
    boolean lost = cause != null && cause == NO_AUDIO;
    Party party = AmiLegs.party(text(event.getChannel()), extensions);
    return AmiTranslator.call(text(event.getLinkedId()))
        .map(call -> new CallEvent.Left(call, party, lost));
  }
}
