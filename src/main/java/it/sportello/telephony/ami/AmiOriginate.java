package it.sportello.telephony.ami;

import it.sportello.base.ContactId;
import it.sportello.telephony.CallId;
import it.sportello.telephony.SpyId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.event.OriginateResponseEvent;

/// The calls that the server begins itself. The only place that makes `Originate`, so that what its
/// permission is used for can be read here: a leg to a phone of the configuration or to a number
/// that was checked, into a context of `extensions.conf`; never an application, never a shell.
final class AmiOriginate {
  /// Where an operator's own leg hears ringing.
  static final String OWN_CONTEXT = "op-calls";

  /// Where a number outside that answered is joined with the operator.
  static final String REACHED_CONTEXT = "cc-reached";

  /// Where a supervisor's leg hears an operator's talk.
  static final String SPY_CONTEXT = "cc-spy";

  /// How long a supervisor's phone rings; they have just asked for it.
  private static final Duration SPY_RINGS = Duration.ofSeconds(30);

  private AmiOriginate() {}

  /// One leg that begins at its answer in `context`, extension `s`.
  ///
  /// @param channel for example `PJSIP/op101`
  /// @param id its `Uniqueid`, to be chosen by whoever asks; an `OriginateResponse` names it
  /// @param shown the caller's number it shows; empty for none
  /// @param variables set before it rings, so that `PJSIP_HEADER` works
  static OriginateAction leg(
      String channel,
      String id,
      String context,
      Duration ringFor,
      String shown,
      Map<String, String> variables) {
    var action = new OriginateAction();
    action.setChannel(channel);
    action.setChannelId(id);
    action.setContext(context);
    action.setExten("s");
    action.setPriority(1);
    action.setTimeout(ringFor.toMillis());
    action.setAsync(true);
    if (!shown.isEmpty()) {
      action.setCallerId("<" + shown + ">");
    }
    action.setVariables(new LinkedHashMap<>(variables));
    return action;
  }

  /// The operator's own phone.
  static OriginateAction own(
      CallId call, ContactId contact, String endpoint, String number, Duration ringFor) {
    return leg(
        "PJSIP/" + endpoint,
        OutLegs.own(call),
        OWN_CONTEXT,
        ringFor,
        number,
        Map.of("PJSIP_HEADER(add,X-CC-Call)", contact.value(), "_CC_CALLID", contact.value()));
  }

  /// The number outside.
  static OriginateAction outside(
      CallId call, String number, String shown, Duration ringFor, Instant now) {
    var variables = new LinkedHashMap<String, String>();
    variables.put("CC_OWN", OutLegs.own(call));
    variables.put("CC_DID", shown);
    variables.put("CC_SINCE", Long.toString(now.toEpochMilli()));
    variables.put("CC_FROM", number);
    return leg(
        "PJSIP/" + number + "@trunk", call.value(), REACHED_CONTEXT, ringFor, shown, variables);
  }

  /// A supervisor's own phone.
  ///
  /// @param exten the mode's digit and the extension of the operator
  /// @param shown the operator's extension
  static OriginateAction spy(SpyId session, String endpoint, String exten, String shown) {
    var action =
        leg(
            "PJSIP/" + endpoint,
            session.value(),
            SPY_CONTEXT,
            SPY_RINGS,
            shown,
            Map.of("PJSIP_HEADER(add,X-CC-Call)", session.value()));
    action.setExten(exten);
    return action;
  }

  /// Returns the leg whose channel could not even be made; empty for all others: those say
  /// themselves how they ended (`Hangup`).
  static Optional<String> impossible(OriginateResponseEvent event) {
    boolean failed =
        "Failure".equalsIgnoreCase(AmiTranslator.text(event.getResponse()))
            && event.getReason() != null
            && event.getReason() == 0;
    return failed
        ? Optional.of(AmiTranslator.text(event.getUniqueId())).filter(id -> !id.isEmpty())
        : Optional.empty();
  }

  /// Returns the leg that answered; empty if none did.
  static Optional<String> answered(OriginateResponseEvent event) {
    return "Success".equalsIgnoreCase(AmiTranslator.text(event.getResponse()))
        ? Optional.of(AmiTranslator.text(event.getUniqueId()))
        : Optional.empty();
  }
}
