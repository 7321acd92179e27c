package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.AmiTranslator.text;

import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent.Room;
import it.sportello.telephony.Party;
import it.sportello.telephony.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.asteriskjava.manager.event.StatusEvent;

/// Finds in a list of all channels which calls have a room, and who is where in it. Immutable.
final class AmiRooms {
  private final Extensions extensions;
  private final Map<String, List<StatusEvent>> byCall = new HashMap<>();

  AmiRooms(List<StatusEvent> channels, Extensions extensions) {
    this.extensions = extensions;
    for (StatusEvent channel : channels) {
      if (spot(channel).isPresent() || isAsking(channel)) {
        byCall.computeIfAbsent(text(channel.getLinkedId()), _ -> new ArrayList<>()).add(channel);
      }
    }
  }

  /// The room of a caller's channel; empty if the call has none.
  Optional<Room> of(StatusEvent caller) {
    return spot(caller).map(spot -> room(spot, text(caller.getUniqueId())));
  }

  private Room room(Spot caller, String call) {
    Map<Party, Spot> others = new HashMap<>();
    Optional<OperatorId> asking = Optional.empty();
    for (StatusEvent leg : byCall.getOrDefault(call, List.of())) {
      if (isCaller(leg, call)) {
        continue;
      }
      if (isAsking(leg)) {
        asking = extensions.ofLeg(text(leg.getChannel()));
      } else {
        spot(leg).ifPresent(s -> others.put(AmiLegs.party(text(leg.getChannel()), extensions), s));
      }
    }
    return new Room(caller, others, asking);
  }

  /// Legs that stay in a room or on hold although their caller has gone or waits elsewhere.
  List<String> strays() {
    return byCall.entrySet().stream()
        .filter(call -> call.getValue().stream().noneMatch(leg -> isCaller(leg, call.getKey())))
        .flatMap(call -> call.getValue().stream())
        .map(leg -> text(leg.getUniqueId()))
        .toList();
  }

  private static boolean isCaller(StatusEvent leg, String call) {
    return text(leg.getUniqueId()).equals(call);
  }

  private static Optional<Spot> spot(StatusEvent channel) {
    return switch (text(channel.getContext())) {
      case AmiConsult.ROOM -> Optional.of(Spot.ROOM);
      case AmiConsult.HOLD -> Optional.of(Spot.HOLD);
      default -> Optional.empty();
    };
  }

  private static boolean isAsking(StatusEvent channel) {
    return text(channel.getContext()).equals(AmiConsult.ASK);
  }
}
