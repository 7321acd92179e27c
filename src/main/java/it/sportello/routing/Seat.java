package it.sportello.routing;

import it.sportello.base.Channel;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.operator.Operator;
import it.sportello.operator.OperatorProfile;
import it.sportello.operator.Presence;
import it.sportello.routing.Line.Free;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One operator in front of the lines: what they may do, chose to do, and have in hands.
final class Seat {
  final OperatorProfile profile;
  final int number;
  private final Map<Kind, List<Line>> lines = new LinkedHashMap<>();
  private final RoutingRules rules;
  private final Map<Channel, Integer> byChannel = new EnumMap<>(Channel.class);
  Operator operator;
  private Free entered;
  private int offers;
  private int live;
  private int written;
  private int load;
  private int engaged;

  /// @param number its place among all seats, from 0
  Seat(int number, OperatorProfile profile, RoutingRules rules) {
    this.number = number;
    this.profile = profile;
    this.rules = rules;
    this.operator = Operator.unknown(profile.id());
    this.entered = free();
  }

  void count(Contact contact, int by) {
    if (contact.state() instanceof ContactState.Offered) {
      offers += by;
    }
    if (contact.isLive()) {
      live += by;
    } else {
      written += by;
      byChannel.merge(contact.channel(), by, Integer::sum);
      load += by * rules.weight(contact.channel());
    }
  }

  /// Counts what keeps from work without being a contact of one's own.
  void engage(int by) {
    engaged += by;
  }

  boolean isIdle() {
    return live == 0 && written == 0 && engaged == 0;
  }

  /// Whether they are at work: present, in a pause or not.
  boolean isPresent() {
    return operator.console() && operator.presence() != Presence.AWAY;
  }

  /// Why nothing of this kind may be offered now, as a persistent code; empty if something may.
  Optional<String> whyNot(Demand demand) {
    return whyNot(demand.channel(), demand.live());
  }

  /// @param inPerson whether somebody waits in person
  Optional<String> whyNot(Channel channel, boolean inPerson) {
    if (operator.presence() != Presence.AVAILABLE) {
      return Optional.of(operator.presence().code());
    }
    if (!operator.console()) {
      return Optional.of("no-console");
    }
    if (inPerson && channel == Channel.VOICE && !operator.phone()) {
      return Optional.of("no-phone");
    }
    if (live > 0 || offers > 0 || engaged > 0) {
      return Optional.of("busy");
    }
    return !inPerson && isFull(channel) ? Optional.of("full") : Optional.empty();
  }

  /// One contact is always possible, however heavy. What is left to do after a call counts as
  /// written work.
  private boolean isFull(Channel channel) {
    boolean channelFull =
        !channel.isLive()
            && byChannel.getOrDefault(channel, 0) >= profile.capacity().getOrDefault(channel, 0);
    boolean allFull = written > 0 && load + rules.weight(channel) > profile.written();
    return channelFull || allFull || profile.written() < 1;
  }

  /// The lines with contacts that this seat may be offered now.
  List<Line> open() {
    var open = new ArrayList<Line>();
    lines.forEach(
        (kind, all) -> {
          if (kind.isOpenTo(number)) {
            all.stream().filter(line -> !line.isEmpty()).forEach(open::add);
          }
        });
    return open;
  }

  /// Enters this seat among the free ones of each line it may serve now, and leaves the others.
  void settle() {
    Free now = free();
    lines.forEach(
        (kind, all) -> {
          boolean before = kind.isOpenTo(number);
          kind.look(this);
          boolean after = kind.isOpenTo(number);
          if (before != after || (after && !now.equals(entered))) {
            for (Line line : all) {
              if (before) {
                line.free.remove(entered);
              }
              if (after) {
                line.free.add(now);
              }
            }
          }
        });
    entered = now;
  }

  /// Joins the crew of a line that is new.
  void enter(Line line) {
    Kind kind = line.crew.kind;
    lines
        .computeIfAbsent(
            kind,
            first -> {
              first.look(this);
              return new ArrayList<>();
            })
        .add(line);
    line.crew.join(number);
    if (kind.isOpenTo(number)) {
      line.free.add(entered);
    }
  }

  void forgetEmptyLines() {
    lines.values().forEach(all -> all.removeIf(Line::isEmpty));
  }

  private Free free() {
    int counted = rules.choice() == Choice.LEAST_LOADED ? load : 0;
    return new Free(counted, operator.idleSince(), profile.id());
  }
}
