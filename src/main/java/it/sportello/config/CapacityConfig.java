package it.sportello.config;

import it.sportello.base.Channel;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How many contacts an operator has at the same time.
///
/// @param voice calls: 0 or 1
/// @param written mails, PEC and forms together
/// @param chat conversations in writing: 0 or 1
/// @param counter people at the counter: 0 or 1
/// @param email of the written ones, mails at most
/// @param pec of the written ones, PEC at most
/// @param form of the written ones, forms at most
public record CapacityConfig(
    @Default("1") @Range(min = "0", max = "1") int voice,
    @Default("3") @Range(min = "0", max = "20") int written,
    @Default("1") @Range(min = "0", max = "1") int chat,
    @Default("1") @Range(min = "0", max = "1") int counter,
    @Range(min = "0", max = "20") Optional<Integer> email,
    @Range(min = "0", max = "20") Optional<Integer> pec,
    @Range(min = "0", max = "20") Optional<Integer> form) {
  /// Returns the capacity of each channel that may be offered.
  public Map<Channel, Integer> byChannel() {
    var result = new EnumMap<Channel, Integer>(Channel.class);
    put(result, Channel.VOICE, voice);
    put(result, Channel.CHAT, chat);
    put(result, Channel.COUNTER, counter);
    put(result, Channel.EMAIL, Math.min(written, email.orElse(written)));
    put(result, Channel.PEC, Math.min(written, pec.orElse(written)));
    put(result, Channel.FORM, Math.min(written, form.orElse(written)));
    return result;
  }

  private static void put(Map<Channel, Integer> all, Channel channel, int most) {
    if (most > 0) {
      all.put(channel, most);
    }
  }
}
