package it.sportello.telephony.ami;

import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Knows which operators' phones are registered. A page that is reloaded registers anew before its
/// old registration goes, so contacts are counted. Used on the phone's lane only.
final class Registrations {
  private final Map<OperatorId, Set<String>> contacts = new HashMap<>();

  /// Takes in one `ContactStatus`; tells when the first contact came or the last one went.
  ///
  /// @param uri names the contact
  Optional<CallEvent> changed(OperatorId operator, String uri, String status) {
    boolean gone = status.equalsIgnoreCase("Removed") || status.equalsIgnoreCase("Unreachable");
    return gone ? removed(operator, uri) : added(operator, uri);
  }

  private Optional<CallEvent> added(OperatorId operator, String uri) {
    Set<String> known = contacts.computeIfAbsent(operator, _ -> new HashSet<>());
    boolean first = known.isEmpty();
    known.add(uri);
    return first ? Optional.of(new CallEvent.LineUp(operator)) : Optional.empty();
  }

  private Optional<CallEvent> removed(OperatorId operator, String uri) {
    Set<String> known = contacts.get(operator);
    if (known == null || !known.remove(uri) || !known.isEmpty()) {
      return Optional.empty();
    }
    contacts.remove(operator);
    return Optional.of(new CallEvent.LineDown(operator));
  }

  /// Forgets everything, before a new list is read.
  void clear() {
    contacts.clear();
  }

  List<OperatorId> registered() {
    return contacts.keySet().stream().sorted().toList();
  }
}
