package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.AmiTranslator.text;

import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.BeginningCall;
import it.sportello.telephony.CallEvent.LiveCall;
import it.sportello.telephony.CallId;
import it.sportello.telephony.SpyId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ResponseEvents;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.PJSipShowContactsAction;
import org.asteriskjava.manager.action.PJSipShowEndpointsAction;
import org.asteriskjava.manager.action.StatusAction;
import org.asteriskjava.manager.event.ContactList;
import org.asteriskjava.manager.event.EndpointList;
import org.asteriskjava.manager.event.StatusEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.jspecify.annotations.Nullable;

/// Reads everything that lives at Asterisk now: calls in `cc-wait`, `cc-connect` and in rooms, and
/// registered phones. Used on the phone's lane only; blocks for as long as Asterisk takes to list
/// its channels.
final class AmiSnapshot {
  private static final int WITHIN_MS = 15_000;
  private static final Set<String> CONTEXTS =
      Set.of(
          "cc-wait", "cc-connect", AmiConsult.ROOM, AmiConsult.HOLD, AmiOriginate.REACHED_CONTEXT);
  private static final String NOTED = "CC_DID,CC_SINCE,CC_FROM,CC_LEFT";

  private final Extensions extensions;
  private final Registrations registrations;
  private final AmiLegs legs;
  private final InstantSource clock;

  AmiSnapshot(
      Extensions extensions, Registrations registrations, AmiLegs legs, InstantSource clock) {
    this.extensions = extensions;
    this.registrations = registrations;
    this.legs = legs;
    this.clock = clock;
  }

  /// @throws IOException if Asterisk refuses or does not answer in time, or the link breaks
  Found take(ManagerConnection connection) throws IOException {
    var status = new StatusAction();
    status.setVariables(NOTED);
    List<StatusEvent> channels = ask(connection, status, StatusEvent.class);
    List<ContactList> contacts = ask(connection, new PJSipShowContactsAction(), ContactList.class);
    List<EndpointList> endpoints =
        ask(connection, new PJSipShowEndpointsAction(), EndpointList.class);
    legs.clear();
    channels.forEach(c -> legs.learn(c.getChannel(), c.getUniqueId(), c.getLinkedId()));
    registered(contacts, endpoints);
    var rooms = new AmiRooms(channels, extensions);
    return new Found(
        new CallEvent.Resync(
            calls(channels, rooms),
            registrations.registered(),
            beginning(channels),
            spying(channels)),
        rooms.strays(),
        staying(channels));
  }

  private void registered(List<ContactList> contacts, List<EndpointList> endpoints) {
    registrations.clear();
    for (ContactList contact : contacts) {
      extensions
          .ofEndpoint(text(contact.getEndpoint()))
          .ifPresent(
              o ->
                  registrations.changed(
                      o, text(contact.getUri()), String.valueOf(contact.getStatus())));
    }
    for (EndpointList endpoint : endpoints) {
      if (!text(endpoint.getDevicestate()).equals("Unavailable")) {
        extensions
            .ofEndpoint(text(endpoint.getObjectName()))
            .ifPresent(o -> written(endpoint).forEach(uri -> registrations.changed(o, uri, "")));
      }
    }
  }

  /// Where a phone is that never registers, because its `aor` says so (`contact=`): it is in no
  /// list of contacts.
  private static List<String> written(EndpointList endpoint) {
    return Arrays.stream(text(endpoint.getContacts()).split(",", -1))
        .map(contact -> contact.substring(contact.indexOf('/') + 1).strip())
        .filter(uri -> !uri.isEmpty())
        .toList();
  }

  /// What lives at Asterisk.
  ///
  /// @param strays legs that are left over from calls that have ended
  /// @param staying callers who are asked for their opinion after a talk: their contacts are over,
  ///   so the desk need not hear of them as calls
  record Found(CallEvent.Resync resync, List<String> strays, List<CallId> staying) {}

  private static List<CallId> staying(List<StatusEvent> channels) {
    return channels.stream()
        .filter(c -> text(c.getContext()).equals("cc-survey"))
        .map(c -> text(c.getUniqueId()))
        .filter(id -> !id.isEmpty() && id.length() <= 150)
        .map(CallId::new)
        .toList();
  }

  private List<LiveCall> calls(List<StatusEvent> channels, AmiRooms rooms) {
    Map<String, OperatorId> talks = operatorsByBridge(channels);
    return channels.stream()
        .filter(AmiSnapshot::isCaller)
        .map(c -> liveCall(c, talks, rooms.of(c)))
        .toList();
  }

  private Map<String, OperatorId> operatorsByBridge(List<StatusEvent> channels) {
    Map<String, OperatorId> talks = new HashMap<>();
    for (StatusEvent channel : channels) {
      String bridge = text(channel.getBridgeId());
      if (!bridge.isEmpty()) {
        extensions.ofLeg(text(channel.getChannel())).ifPresent(o -> talks.put(bridge, o));
      }
    }
    return talks;
  }

  /// The dialplan leaves a mark on the caller's channel only; in `cc-after` the call is as good as
  /// over.
  private static boolean isCaller(StatusEvent channel) {
    String context = text(channel.getContext());
    return !Extensions.isOperatorsLeg(text(channel.getChannel()))
        && !noted(channel, "CC_SINCE").isEmpty()
        && noted(channel, "CC_LEFT").isEmpty()
        && CONTEXTS.contains(context);
  }

  /// The operator's own legs that are not joined with anybody yet.
  private List<BeginningCall> beginning(List<StatusEvent> channels) {
    List<String> ids = channels.stream().map(c -> text(c.getUniqueId())).toList();
    List<BeginningCall> beginning = new ArrayList<>();
    for (StatusEvent channel : channels) {
      String id = text(channel.getUniqueId());
      if (OutLegs.isOwn(id) && text(channel.getBridgeId()).isEmpty()) {
        String call = OutLegs.call(id);
        boolean answered = text(channel.getContext()).equals(AmiOriginate.OWN_CONTEXT);
        extensions
            .ofLeg(text(channel.getChannel()))
            .map(o -> new BeginningCall(new CallId(call), o, answered, ids.contains(call)))
            .ifPresent(beginning::add);
      }
    }
    return beginning;
  }

  private static List<SpyId> spying(List<StatusEvent> channels) {
    return channels.stream()
        .flatMap(c -> AmiMedia.session(text(c.getUniqueId())).stream())
        .toList();
  }

  private LiveCall liveCall(
      StatusEvent channel, Map<String, OperatorId> talks, Optional<CallEvent.Room> room) {
    String id = text(channel.getUniqueId());
    Arrival arrival =
        Arrival.read(
            id,
            noted(channel, "CC_DID"),
            noted(channel, "CC_SINCE"),
            noted(channel, "CC_FROM"),
            clock.instant());
    return new LiveCall(
        new CallId(id),
        arrival.did(),
        arrival.callerNumber(),
        arrival.since(),
        room.isPresent()
            ? Optional.empty()
            : Optional.ofNullable(talks.get(text(channel.getBridgeId()))),
        room);
  }

  private static String noted(StatusEvent channel, String variable) {
    Map<String, String> variables = channel.getVariables();
    String value = variables == null ? "" : variables.getOrDefault(variable, "");
    return value.equals("(null)") ? "" : value;
  }

  private static <E> List<E> ask(
      ManagerConnection connection, EventGeneratingAction action, Class<E> kind)
      throws IOException {
    try {
      ResponseEvents answer = connection.sendEventGeneratingAction(action, WITHIN_MS);
      refuseErrors(action.getAction(), answer.getResponse());
      return answer.getEvents().stream().filter(kind::isInstance).map(kind::cast).toList();
    } catch (EventTimeoutException | IllegalStateException e) {
      throw new IOException(action.getAction() + ": " + e.getMessage(), e);
    }
  }

  /// An Asterisk that is still starting does not know its own actions yet.
  private static void refuseErrors(String action, @Nullable ManagerResponse response)
      throws IOException {
    String said = response == null ? "" : text(response.getMessage());
    boolean none =
        response instanceof ManagerError
            && (said.startsWith("No Contacts") || said.startsWith("No endpoints"));
    if (response == null || (response instanceof ManagerError && !none)) {
      throw new IOException(
          action + ": " + (response == null ? "no answer" : response.getMessage()));
    }
  }
}
