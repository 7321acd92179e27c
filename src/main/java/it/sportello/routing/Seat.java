package it.sportello.routing;

import it.sportello.base.Channel;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorProfile;
import it.sportello.operator.Presence;
import it.sportello.routing.Line.Free;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One operator in front of the lines: what they may do, chose to do, and have in hands.
final class Seat {
  final OperatorProfile profile;
  final List<Line> lines = new ArrayList<>();
  Operator operator;
  boolean otherwiseBusy;
  private Free entered;
  private int offers;
  private int live;
  private int written;

  Seat(OperatorProfile profile) {
    this.profile = profile;
    this.operator = Operator.unknown(profile.id());
    this.entered = new Free(operator.idleSince(), profile.id());
  }

  void count(Contact contact, int by) {
    if (contact.state() instanceof ContactState.Offered) {
      offers += by;
    }
    if (contact.isLive()) {
      live += by;
    } else {
      written += by;
    }
  }

  boolean isIdle() {
    return live == 0 && written == 0;
  }

  /// Why nothing of this kind may be offered now, as a persistent code; empty if something may.
  Optional<String> whyNot(Demand demand) {
    if (operator.presence() != Presence.AVAILABLE) {
      return Optional.of(operator.presence().code());
    }
    if (!operator.console()) {
      return Optional.of("no-console");
    }
    if (demand.live() && demand.channel() == Channel.VOICE && !operator.phone()) {
      return Optional.of("no-phone");
    }
    if (live > 0 || offers > 0 || otherwiseBusy) {
      return Optional.of("busy");
    }
    boolean full = !demand.live() && written >= mostWritten(demand.channel());
    return full ? Optional.of("full") : Optional.empty();
  }

  /// What is left to do after a call counts as written work, up to the highest of the limits.
  private int mostWritten(Channel channel) {
    return channel.isLive()
        ? profile.capacity().values().stream().mapToInt(Integer::intValue).max().orElse(0)
        : profile.capacity().getOrDefault(channel, 0);
  }

  /// Enters this seat among the free ones of each line it may serve now, and leaves the others.
  void settle() {
    var now = new Free(operator.idleSince(), profile.id());
    for (Line line : lines) {
      line.free.remove(entered);
      if (whyNot(line.demand).isEmpty()) {
        line.free.add(now);
      }
    }
    entered = now;
  }
}
