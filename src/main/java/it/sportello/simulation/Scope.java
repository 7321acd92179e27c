package it.sportello.simulation;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a figure is about.
///
/// @param queue empty for all queues
/// @param channel empty for all channels
public record Scope(Optional<QueueId> queue, Optional<Channel> channel) {
  /// Everything.
  public static final Scope ALL = new Scope(Optional.empty(), Optional.empty());

  /// All first, then channels, then each queue with its channels.
  static final Comparator<Scope> ORDER =
      Comparator.comparing((Scope s) -> s.queue().map(QueueId::value).orElse(""))
          .thenComparing(s -> s.channel().isPresent())
          .thenComparing(s -> s.channel().orElse(Channel.VOICE));

  /// Everything that a contact counts for.
  static List<Scope> of(Arrival arrival) {
    var queue = Optional.of(arrival.queue());
    var channel = Optional.of(arrival.channel());
    return List.of(
        ALL,
        new Scope(Optional.empty(), channel),
        new Scope(queue, Optional.empty()),
        new Scope(queue, channel));
  }
}
