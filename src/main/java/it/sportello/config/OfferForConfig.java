package it.sportello.config;

import it.sportello.base.Channel;
import it.sportello.config.yaml.Default;
import it.sportello.config.yaml.Range;
import java.time.Duration;

/// How long one operator is asked before the next one is.
///
/// @param voice a ringing phone
/// @param written a contact shown in the console
public record OfferForConfig(
    @Default("20 s") @Range(min = "5 s", max = "120 s") Duration voice,
    @Default("60 s") @Range(min = "10 s", max = "1 h") Duration written) {
  /// Returns the span for a channel.
  public Duration on(Channel channel) {
    return channel.isLive() ? voice : written;
  }
}
