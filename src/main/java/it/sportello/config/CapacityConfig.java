package it.sportello.config;

import it.sportello.base.Channel;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import java.util.EnumMap;
import java.util.Map;

/// How many contacts an operator has at the same time.
///
/// @param voice calls: 0 or 1
/// @param written mails, PEC and forms together
public record CapacityConfig(
    @Default("1") @Range(min = "0", max = "1") int voice,
    @Default("3") @Range(min = "0", max = "20") int written) {
  /// Returns the capacity of each channel that may be offered.
  public Map<Channel, Integer> byChannel() {
    var result = new EnumMap<Channel, Integer>(Channel.class);
    if (voice > 0) {
      result.put(Channel.VOICE, voice);
    }
    if (written > 0) {
      result.put(Channel.EMAIL, written);
      result.put(Channel.PEC, written);
      result.put(Channel.FORM, written);
    }
    return result;
  }
}
