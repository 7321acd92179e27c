package it.sportello.telephony.ami;

import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.Reason;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiFunction;
import org.asteriskjava.manager.event.AsyncAgiExecEvent;
import org.asteriskjava.manager.event.AsyncAgiStartEvent;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.BridgeLeaveEvent;
import org.asteriskjava.manager.event.ChanSpyStartEvent;
import org.asteriskjava.manager.event.ContactStatusEvent;
import org.asteriskjava.manager.event.DtmfEndEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HoldEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.asteriskjava.manager.event.UnholdEvent;
import org.jspecify.annotations.Nullable;

/// The table from AMI events to [CallEvent]s; an empty answer means "not ours".
///
/// A call is named by its caller's channel: on an operator's leg that is the `Linkedid`. Everything
/// needed is in the event itself, so there is nothing to forget; only registrations are counted.
/// Source: `docs/contract/ami.md`. Used on the phone's lane only.
final class AmiTranslator {
  private static final String RINGING = "Ringing";

  /// Stands where a number would, when the operator hung up and the caller stays (`cc-survey`).
  private static final String SURVEY = "survey";

  /// Where keys mean something that nobody asked for.
  private static final String WAITING_ROOM = "cc-wait";

  /// All contexts a caller can be in (`extensions.conf`).
  private static final String OUR_CONTEXTS = "cc-";

  private final Extensions extensions;
  private final Registrations registrations;
  private final InstantSource clock;

  AmiTranslator(Extensions extensions, Registrations registrations, InstantSource clock) {
    this.extensions = extensions;
    this.registrations = registrations;
    this.clock = clock;
  }

  Optional<CallEvent> translate(ManagerEvent event) {
    return switch (event) {
      case AsyncAgiStartEvent e -> waiting(e);
      case AsyncAgiExecEvent e ->
          call(text(e.getUniqueId())).flatMap(call -> AmiSpeech.ended(call, e));
      case NewStateEvent e when RINGING.equals(e.getChannelStateDesc()) ->
          talk(e.getChannel(), e.getUniqueId(), e.getLinkedId(), CallEvent.Ringing::new);
      case BridgeEnterEvent e when AmiConsult.isRoom(e.getContext()) ->
          AmiConsult.joined(e, extensions);
      case BridgeEnterEvent e ->
          talk(e.getChannel(), e.getUniqueId(), e.getLinkedId(), CallEvent.Answered::new);
      case HoldEvent e ->
          talk(e.getChannel(), e.getUniqueId(), e.getLinkedId(), CallEvent.Held::new);
      case UnholdEvent e ->
          talk(e.getChannel(), e.getUniqueId(), e.getLinkedId(), CallEvent.Resumed::new);
      // a leg that is moved, or ends in the room: the latter says so by its Hangup
      case BridgeLeaveEvent e when text(e.getContext()).startsWith(OUR_CONTEXTS) ->
          Optional.empty();
      case BridgeLeaveEvent e ->
          talk(e.getChannel(), e.getUniqueId(), e.getLinkedId(), CallEvent.TalkEnded::new);
      case CcDialEndEvent e -> notAnswered(e);
      case CcOutEvent e ->
          call(e.getLinkedId()).map(call -> new CallEvent.Forwarded(call, reached(e.getStatus())));
      case CcAskEvent e ->
          call(e.getLinkedId()).map(call -> new CallEvent.NotJoined(call, reached(e.getStatus())));
      case DtmfEndEvent e when WAITING_ROOM.equals(e.getContext()) -> key(e);
      case HangupEvent e when AmiConsult.isOther(e) -> AmiConsult.left(e, extensions);
      case ChanSpyStartEvent e -> AmiMedia.told(text(e.getSpyerUniqueId()), true);
      case HangupEvent e when AmiMedia.session(text(e.getUniqueId())).isPresent() ->
          AmiMedia.told(text(e.getUniqueId()), false);
      case HangupEvent e -> hungUp(e);
      case OriginateResponseEvent e -> originated(e);
      case ContactStatusEvent e -> registration(e);
      default -> Optional.empty();
    };
  }

  private Optional<CallEvent> waiting(AsyncAgiStartEvent event) {
    AgiArguments said = AgiArguments.of(event.decodeEnv());
    String id = text(event.getUniqueId());
    if (said.did().equals(SURVEY)) {
      return call(id).map(call -> new CallEvent.Stayed(call, said.sinceMs()));
    }
    Arrival arrival = Arrival.read(id, said.did(), said.sinceMs(), said.from(), clock.instant());
    return call(id)
        .map(
            call ->
                new CallEvent.Waiting(
                    call, arrival.did(), arrival.callerNumber(), arrival.since()));
  }

  private static Optional<CallEvent> key(DtmfEndEvent event) {
    String digit = text(event.getDigit());
    return digit.matches("[0-9*#]")
        ? call(text(event.getUniqueId())).map(call -> new CallEvent.Key(call, digit))
        : Optional.empty();
  }

  /// Reads an event of an operator's leg; one that is not linked to a caller is not ours (an
  /// operator trying the headset).
  private Optional<CallEvent> talk(
      @Nullable String channel,
      @Nullable String uniqueId,
      @Nullable String linkedId,
      BiFunction<CallId, OperatorId, CallEvent> made) {
    boolean own = OutLegs.isOwn(text(uniqueId));
    String caller = own ? text(uniqueId) : text(linkedId);
    if (!own && caller.equals(text(uniqueId))) {
      return Optional.empty();
    }
    return call(caller)
        .flatMap(call -> extensions.ofLeg(text(channel)).map(o -> made.apply(call, o)));
  }

  private Optional<CallEvent> notAnswered(CcDialEndEvent event) {
    return call(text(event.getUniqueId()))
        .flatMap(
            call ->
                extensions
                    .ofExtension(event.getOperator())
                    .map(o -> new CallEvent.NotAnswered(call, o, reason(event.getStatus()))));
  }

  /// Source: `DIALSTATUS` of Asterisk's app_dial.
  private static Reason reason(String dialStatus) {
    return switch (dialStatus) {
      case "BUSY", "DONTCALL", "TORTURE" -> Reason.BUSY;
      case "CANCEL" -> Reason.CANCELLED;
      case "CHANUNAVAIL", "CONGESTION", "INVALIDARGS" -> Reason.UNREACHABLE;
      default -> Reason.NO_ANSWER;
    };
  }

  /// Source: `DIALSTATUS` of Asterisk's app_dial.
  private static Reached reached(String dialStatus) {
    return switch (dialStatus) {
      case "ANSWER" -> Reached.ANSWERED;
      case "BUSY" -> Reached.BUSY;
      case "NOANSWER" -> Reached.NO_ANSWER;
      default -> Reached.FAILED;
    };
  }

  private Optional<CallEvent> hungUp(HangupEvent event) {
    String id = text(event.getUniqueId());
    if (OutLegs.isOwn(id)) {
      return ownEnded(id, text(event.getChannel()));
    }
    if (OutLegs.isOutside(id) && !text(event.getContext()).startsWith(OUR_CONTEXTS)) {
      return call(id).map(call -> new CallEvent.NotReached(call, whyNot(event.getCause())));
    }
    boolean caller =
        text(event.getContext()).startsWith(OUR_CONTEXTS)
            && !Extensions.isOperatorsLeg(text(event.getChannel()));
    return caller ? call(text(event.getUniqueId())).map(CallEvent.HungUp::new) : Optional.empty();
  }

  private Optional<CallEvent> originated(OriginateResponseEvent event) {
    Optional<String> own = AmiOriginate.answered(event).filter(OutLegs::isOwn);
    if (own.isPresent()) {
      return extensions
          .ofLeg(text(event.getChannel()))
          .flatMap(o -> call(own.get()).map(call -> new CallEvent.OwnAnswered(call, o)));
    }
    return AmiOriginate.impossible(event).flatMap(id -> impossible(id, text(event.getChannel())));
  }

  private Optional<CallEvent> impossible(String id, String channel) {
    if (OutLegs.isOwn(id)) {
      // a channel that was never made has no number behind its name
      return ownEnded(id, channel + "-0");
    }
    return OutLegs.isOutside(id)
        ? call(id).map(call -> new CallEvent.NotReached(call, Reached.FAILED))
        : AmiMedia.told(id, false);
  }

  private Optional<CallEvent> ownEnded(String id, String channel) {
    return extensions
        .ofLeg(channel)
        .flatMap(o -> call(id).map(call -> new CallEvent.OwnEnded(call, o)));
  }

  /// Source: Q.850 causes as Asterisk's chan_pjsip makes them of SIP answers.
  private static Reached whyNot(@Nullable Integer cause) {
    return switch (cause == null ? 0 : cause) {
      case 17 -> Reached.BUSY;
      case 18, 19, 20 -> Reached.NO_ANSWER;
      case 21 -> Reached.REFUSED;
      case 1, 22, 28 -> Reached.NO_SUCH_NUMBER;
      default -> Reached.FAILED;
    };
  }

  private Optional<CallEvent> registration(ContactStatusEvent event) {
    return extensions
        .ofEndpoint(text(event.getEndpointName()))
        .flatMap(
            o -> registrations.changed(o, text(event.getUri()), text(event.getContactStatus())));
  }

  /// @param id `Uniqueid` or `Linkedid`
  static Optional<CallId> call(String id) {
    return id.isEmpty() || id.length() > 150
        ? Optional.empty()
        : Optional.of(new CallId(OutLegs.call(id)));
  }

  /// asterisk-java leaves out what Asterisk did not send.
  static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
