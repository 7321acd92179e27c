package it.sportello.routing;

import it.sportello.base.Channel;
import java.util.BitSet;
import java.util.function.BiConsumer;

/// Contacts that are alike for an operator's hands: what keeps one who has the skills from them
/// does not depend on the line, so it is kept once for all lines.
final class Kind {
  final Channel channel;

  /// Whether somebody waits in person.
  final boolean live;

  private final Outs outs;

  Kind(Channel channel, boolean live, int seats) {
    this.channel = channel;
    this.live = live;
    this.outs = new Outs(seats);
  }

  /// Looks at a seat again. Of those that are in no line of this kind nothing is known.
  void look(Seat seat) {
    outs.set(seat.number, seat.whyNot(channel, live).orElse(null));
  }

  /// Whether this seat may be offered such contacts now.
  boolean isOpenTo(int seat) {
    return !outs.isOut(seat);
  }

  /// Calls for each reason with the seats it keeps out.
  void forEachOut(BiConsumer<String, BitSet> seats) {
    outs.forEach(seats);
  }
}
