package it.sportello.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.Explanation;
import it.sportello.contact.Needs;
import it.sportello.operator.OperatorProfile;
import it.sportello.operator.Presence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CrewTest {
  private static final int OPERATORS = 70;
  private static final int STEPS = 2_000;
  private static final List<Presence> PRESENCES = List.of(Presence.values());

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final List<String> busy = new ArrayList<>();
  private int number;

  /// What the lines keep is compared with what each operator would say, contact by contact.
  @Test
  void saysOfEverybodyWhatTheyWouldSayThemselves() {
    var floor = new Floor(operators());
    int compared = 0;
    for (int step = 0; step < STEPS; step++) {
      disturb(floor);
      for (String pair : floor.match()) {
        String contact = pair.substring(0, pair.indexOf('>'));
        if (random.nextInt(4) > 0) {
          floor.works(contact);
        }
        busy.add(contact);
      }
      for (Contact waiting : floor.matcher.first(3)) {
        compare(floor, waiting);
        compared++;
      }
    }
    assertTrue(compared > STEPS, "seed " + seed);
  }

  private void compare(Floor floor, Contact waiting) {
    Explanation said = floor.matcher.whyNobody(waiting.id(), floor.now).orElseThrow();
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, TreeSet<OperatorId>> names = new HashMap<>();
    int free = 0;
    for (Candidate candidate : floor.matcher.candidates(waiting, floor.now)) {
      Optional<String> why = candidate.whyNot();
      if (why.isEmpty()) {
        free++;
      } else {
        counts.merge(why.get(), 1, Integer::sum);
        names.computeIfAbsent(why.get(), _ -> new TreeSet<>()).add(candidate.operator());
      }
    }
    assertEquals(counts, said.out(), "seed " + seed);
    assertEquals(free, said.candidates(), "seed " + seed);
    names.forEach(
        (reason, all) ->
            assertEquals(
                all.stream().limit(Explanation.MOST_NAMED).toList(),
                said.who().get(reason),
                "seed " + seed));
  }

  private void disturb(Floor floor) {
    var operator = new OperatorId("o" + random.nextInt(OPERATORS));
    switch (random.nextInt(5)) {
      case 0 ->
          floor.is(
              operator,
              PRESENCES.get(random.nextInt(PRESENCES.size())),
              random.nextInt(3) > 0,
              random.nextInt(600));
      case 1 -> {
        floor.matcher.engaged(operator, 1);
        if (random.nextInt(3) > 0) {
          floor.matcher.engaged(operator, -1);
        }
      }
      case 2 -> {
        if (!busy.isEmpty()) {
          floor.leaves(busy.remove(random.nextInt(busy.size())));
        }
      }
      default -> floor.waits(next());
    }
  }

  private Contact next() {
    String name = "c" + number++;
    long slack = random.nextInt(9_000);
    Contact contact = random.nextBoolean() ? Floor.call(name, slack) : Floor.mail(name, slack);
    Contact queued = random.nextBoolean() ? Floor.inQueue(contact, Floor.REGISTRY) : contact;
    Map<String, Integer> skills =
        random.nextInt(3) == 0 ? Map.of() : Map.of("s" + random.nextInt(4), 1 + random.nextInt(3));
    return Floor.needing(queued, new Needs(skills, 0));
  }

  private OperatorProfile[] operators() {
    var all = new OperatorProfile[OPERATORS];
    for (int i = 0; i < all.length; i++) {
      Map<String, Integer> skills = Map.of("s" + random.nextInt(4), 1 + random.nextInt(3), "t", 1);
      all[i] =
          Floor.operator(
              "o" + i, skills, random.nextInt(3), i % 3 == 0 ? Floor.REGISTRY : Floor.TAXES);
    }
    return all;
  }
}
