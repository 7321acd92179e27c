package it.sportello.telephony.ami;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What `cc-wait` passes to `AGI(agi:async,...)`; missing ones are empty.
///
/// @param did `CC_DID`
/// @param sinceMs `CC_SINCE`
/// @param from `CC_FROM`
record AgiArguments(String did, String sinceMs, String from) {
  /// @param environment lines such as `agi_arg_1: 055123`
  static AgiArguments of(List<String> environment) {
    Map<String, String> values = new HashMap<>();
    for (String line : environment) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        values.put(line.substring(0, colon), line.substring(colon + 2).strip());
      }
    }
    return new AgiArguments(
        values.getOrDefault("agi_arg_1", ""),
        values.getOrDefault("agi_arg_2", ""),
        values.getOrDefault("agi_arg_3", ""));
  }
}
