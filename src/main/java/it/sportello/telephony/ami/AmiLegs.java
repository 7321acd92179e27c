package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.AmiTranslator.text;

import it.sportello.telephony.CallId;
import it.sportello.telephony.Party;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.jspecify.annotations.Nullable;

/// Knows the channels of everybody beside the caller, for as long as they live. A call is named by
/// its caller's channel, theirs have to be remembered; a list of all channels says the same again.
/// Used on the phone's lane only.
final class AmiLegs {
  private static final Party CALLER = new Party.Caller();

  private final Extensions extensions;
  private final Map<CallId, Map<Party, String>> legs = new HashMap<>();

  AmiLegs(Extensions extensions) {
    this.extensions = extensions;
  }

  /// Takes in what an event says of a leg.
  void hear(ManagerEvent event) {
    switch (event) {
      case NewStateEvent e -> learn(e.getChannel(), e.getUniqueId(), e.getLinkedId());
      case BridgeEnterEvent e -> learn(e.getChannel(), e.getUniqueId(), e.getLinkedId());
      case HangupEvent e -> forget(text(e.getUniqueId()), text(e.getLinkedId()));
      default -> {}
    }
  }

  /// A channel exists; the caller's own says nothing new.
  void learn(@Nullable String channel, @Nullable String uniqueId, @Nullable String linkedId) {
    String leg = text(uniqueId);
    if (!leg.isEmpty() && !leg.equals(text(linkedId))) {
      AmiTranslator.call(text(linkedId))
          .ifPresent(
              call ->
                  legs.computeIfAbsent(call, _ -> new HashMap<>())
                      .put(party(text(channel), extensions), leg));
    }
  }

  private void forget(String uniqueId, String linkedId) {
    if (uniqueId.equals(linkedId)) {
      return;
    }
    AmiTranslator.call(linkedId)
        .ifPresent(
            call ->
                legs.computeIfPresent(
                    call,
                    (_, parties) -> {
                      parties.values().removeIf(uniqueId::equals);
                      return parties.isEmpty() ? null : parties;
                    }));
  }

  /// Forgets everything, before a new list is read.
  void clear() {
    legs.clear();
  }

  /// The channel of a party; empty if it has none.
  Optional<String> of(CallId call, Party party) {
    return party.equals(CALLER)
        ? Optional.of(call.value())
        : Optional.ofNullable(legs.getOrDefault(call, Map.of()).get(party));
  }

  /// Whose channel it is, if it is not the caller's.
  static Party party(String channel, Extensions extensions) {
    return extensions.ofLeg(channel).<Party>map(Party.Colleague::new).orElseGet(Party.Outside::new);
  }
}
