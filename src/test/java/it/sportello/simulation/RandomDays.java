package it.sportello.simulation;

import it.sportello.base.Channel;
import it.sportello.base.QueueId;
import it.sportello.routing.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Small days of all kinds: whole seconds, so that much happens at the same moment.
final class RandomDays {
  private static final List<Channel> CHANNELS =
      List.of(Channel.VOICE, Channel.VOICE, Channel.EMAIL, Channel.PEC, Channel.FORM, Channel.CHAT);

  private RandomDays() {}

  static Plan plan(Random random, Order order) {
    int span = 60 + random.nextInt(1_500);
    var workers = new ArrayList<Worker>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      workers.add(worker("o" + i, span, random));
    }
    var arrivals = new ArrayList<Arrival>();
    int count = random.nextInt(25);
    for (int i = 0; i < count; i++) {
      arrivals.add(arrival(i + 2, span, random));
    }
    return Days.plan(Days.rules(order), workers, arrivals);
  }

  private static Worker worker(String name, int span, Random random) {
    var shifts = new ArrayList<Shift>();
    int from = random.nextInt(span / 2);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int to = from + 1 + random.nextInt(span);
      shifts.add(new Shift(Days.seconds(from), Days.seconds(to)));
      from = to + 1 + random.nextInt(50);
    }
    return Days.worker(
        name,
        skills(random),
        random.nextInt(5) == 0 ? 0 : 1,
        random.nextInt(4),
        shifts.toArray(Shift[]::new));
  }

  private static Map<String, Integer> skills(Random random) {
    var skills = new HashMap<String, Integer>();
    if (random.nextBoolean()) {
      skills.put("tributi", 1 + random.nextInt(3));
    }
    if (random.nextBoolean()) {
      skills.put("inglese", 1 + random.nextInt(3));
    }
    return skills;
  }

  private static Arrival arrival(int line, int span, Random random) {
    Arrival plain = Days.call(line, random.nextInt(span), random.nextInt(90));
    QueueId queue = random.nextInt(3) == 0 ? Days.SKILLED : Days.PLAIN;
    Map<String, Integer> skills =
        random.nextInt(4) == 0 ? Map.of("inglese", 1 + random.nextInt(2)) : Map.of();
    Arrival a =
        Days.in(queue, skills, Days.on(CHANNELS.get(random.nextInt(CHANNELS.size())), plain));
    a = random.nextInt(3) == 0 ? Days.urgent(a, random.nextInt(5) - 2) : a;
    return random.nextInt(3) == 0 ? Days.patient(a, random.nextInt(120)) : a;
  }
}
