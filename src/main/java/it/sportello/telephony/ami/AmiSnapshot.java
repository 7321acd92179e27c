package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.AmiTranslator.text;

import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.LiveCall;
import it.sportello.telephony.CallId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.manager.EventTimeoutException;
import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.ResponseEvents;
import org.asteriskjava.manager.action.EventGeneratingAction;
import org.asteriskjava.manager.action.PJSipShowContactsAction;
import org.asteriskjava.manager.action.StatusAction;
import org.asteriskjava.manager.event.ContactList;
import org.asteriskjava.manager.event.StatusEvent;
import org.asteriskjava.manager.response.ManagerError;
import org.asteriskjava.manager.response.ManagerResponse;
import org.jspecify.annotations.Nullable;

/// Reads everything that lives at Asterisk now: calls in `cc-wait` and `cc-connect`, and registered
/// phones. Used on the phone's lane only; blocks for as long as Asterisk takes to list its
/// channels.
final class AmiSnapshot {
  private static final int WITHIN_MS = 15_000;
  private static final String NOTED = "CC_DID,CC_SINCE,CC_FROM";

  private final Extensions extensions;
  private final Registrations registrations;
  private final InstantSource clock;

  AmiSnapshot(Extensions extensions, Registrations registrations, InstantSource clock) {
    this.extensions = extensions;
    this.registrations = registrations;
    this.clock = clock;
  }

  /// @throws IOException if Asterisk refuses or does not answer in time, or the link breaks
  Found take(ManagerConnection connection) throws IOException {
    var status = new StatusAction();
    status.setVariables(NOTED);
    List<StatusEvent> channels = ask(connection, status, StatusEvent.class);
    List<ContactList> contacts = ask(connection, new PJSipShowContactsAction(), ContactList.class);
    registrations.clear();
    for (ContactList contact : contacts) {
      extensions
          .ofEndpoint(text(contact.getEndpoint()))
          .ifPresent(
              o ->
                  registrations.changed(
                      o, text(contact.getUri()), String.valueOf(contact.getStatus())));
    }
    return new Found(
        new CallEvent.Resync(calls(channels), registrations.registered()), staying(channels));
  }

  /// What lives at Asterisk.
  ///
  /// @param staying callers who are asked for their opinion after a talk: their contacts are over,
  ///   so the desk need not hear of them as calls
  record Found(CallEvent.Resync resync, List<CallId> staying) {}

  private static List<CallId> staying(List<StatusEvent> channels) {
    return channels.stream()
        .filter(c -> text(c.getContext()).equals("cc-survey"))
        .map(c -> text(c.getUniqueId()))
        .filter(id -> !id.isEmpty() && id.length() <= 150)
        .map(CallId::new)
        .toList();
  }

  private List<LiveCall> calls(List<StatusEvent> channels) {
    Map<String, OperatorId> talks = operatorsByBridge(channels);
    return channels.stream().filter(AmiSnapshot::isCaller).map(c -> liveCall(c, talks)).toList();
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
        && (context.equals("cc-wait") || context.equals("cc-connect"));
  }

  private LiveCall liveCall(StatusEvent channel, Map<String, OperatorId> talks) {
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
        Optional.ofNullable(talks.get(text(channel.getBridgeId()))));
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
    boolean none =
        response instanceof ManagerError
            && String.valueOf(response.getMessage()).startsWith("No Contacts");
    if (response == null || (response instanceof ManagerError && !none)) {
      throw new IOException(
          action + ": " + (response == null ? "no answer" : response.getMessage()));
    }
  }
}
