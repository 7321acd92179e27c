package it.sportello.routing;

import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.Needs;
import it.sportello.operator.OperatorProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How long one routing decision takes, by how many contacts wait: 1,000 operators who have five of
/// 50 skills each, contacts that each ask for one of them.
///
/// A decision: one operator becomes free, the contact that is theirs is found, explained and
/// offered, another one begins to wait.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RoutingLatencyBenchmark {
  private static final int OPERATORS = 1_000;
  private static final int SKILLS = 50;

  /// How many contacts wait.
  @Param({"500", "5000", "50000"})
  public int waiting;

  private final SplittableRandom random = new SplittableRandom(7);
  private final List<String> busy = new ArrayList<>();
  private Floor floor = new Floor();
  private int number;

  /// Fills the floor: every operator works, everybody else waits.
  @Setup(Level.Trial)
  public void fill() {
    var operators = new ArrayList<OperatorProfile>();
    for (int i = 0; i < OPERATORS; i++) {
      var skills = new TreeMap<String, Integer>();
      while (skills.size() < 5) {
        skills.put("s" + random.nextInt(SKILLS), 1 + random.nextInt(5));
      }
      operators.add(Floor.operator("o" + i, skills, 1, i % 2 == 0 ? Floor.TAXES : Floor.REGISTRY));
    }
    floor = new Floor(Map.of(), operators.toArray(OperatorProfile[]::new));
    for (OperatorProfile operator : operators) {
      floor.comes(new OperatorId(operator.id().value()), 1 + random.nextInt(3600));
    }
    while (floor.contacts.size() - busy.size() < waiting) {
      floor.waits(next());
      floor.match().forEach(this::works);
    }
  }

  private void works(String pair) {
    String contact = pair.substring(0, pair.indexOf('>'));
    floor.works(contact);
    busy.add(contact);
  }

  private Contact next() {
    Contact mail = Floor.mail("c" + number++, random.nextInt(28_800));
    Contact queued = number % 2 == 0 ? Floor.inQueue(mail, Floor.REGISTRY) : mail;
    var needs = new Needs(Map.of("s" + random.nextInt(SKILLS), 1 + random.nextInt(3)), 0);
    return Floor.needing(queued, needs);
  }

  /// Frees somebody, offers, and lets another contact begin to wait.
  ///
  /// @return how many were offered: one, or two when the new contact found somebody
  @Benchmark
  public int decision() {
    int at = random.nextInt(busy.size());
    floor.leaves(busy.get(at));
    busy.set(at, busy.getLast());
    busy.removeLast();
    List<String> pairs = floor.match();
    pairs.forEach(this::works);
    floor.waits(next());
    return pairs.size();
  }
}
