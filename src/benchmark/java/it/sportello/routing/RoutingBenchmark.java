package it.sportello.routing;

import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState.Waiting;
import it.sportello.operator.OperatorProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
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

/// One routing decision with 5,000 contacts waiting and 1,000 operators: one operator becomes free,
/// the contact that is theirs is found and offered, another one begins to wait.
///
/// Beside it the plain way: look at every waiting contact and take the first in order that this
/// operator may have.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RoutingBenchmark {
  private static final int WAITING = 5_000;
  private static final int OPERATORS = 1_000;
  private static final String[] SKILLS = {"tributi", "imprese", "inglese", "tedesco"};

  /// How many operators have the level that the queue asks for, in 100.
  @Param({"100", "10"})
  public int skilledPercent;

  private final SplittableRandom random = new SplittableRandom(5);
  private final List<String> busy = new ArrayList<>();
  private final List<OperatorProfile> operators = new ArrayList<>();
  private Floor floor = new Floor();
  private int number;

  /// Fills the floor: every operator works, everybody else waits.
  @Setup(Level.Trial)
  public void fill() {
    for (int i = 0; i < OPERATORS; i++) {
      int level = random.nextInt(100) < skilledPercent ? 3 : 1;
      QueueId queue = i % 2 == 0 ? Floor.TAXES : Floor.REGISTRY;
      operators.add(
          Floor.operator("o" + i, Map.of(SKILLS[0], level, SKILLS[i % 3 + 1], 2), 1, queue));
    }
    floor = new Floor(Map.of(SKILLS[0], 2), operators.toArray(OperatorProfile[]::new));
    for (OperatorProfile operator : operators) {
      floor.comes(operator.id(), 1 + random.nextInt(3600));
    }
    for (int i = 0; i < OPERATORS; i++) {
      floor.waits(next());
    }
    floor.match().forEach(this::works);
    while (floor.contacts.size() - busy.size() < WAITING) {
      floor.waits(next());
    }
    floor.match();
  }

  private void works(String pair) {
    String contact = pair.substring(0, pair.indexOf('>'));
    floor.works(contact);
    busy.add(contact);
  }

  /// The desk's way.
  ///
  /// @return how many were offered: one
  @Benchmark
  public int decision() {
    leave();
    List<String> pairs = floor.match();
    pairs.forEach(this::works);
    floor.waits(next());
    return pairs.size();
  }

  private void leave() {
    int at = random.nextInt(busy.size());
    floor.leaves(busy.get(at));
    busy.set(at, busy.getLast());
    busy.removeLast();
  }

  private Contact next() {
    Contact mail = Floor.mail("c" + number++, random.nextInt(28_800));
    return number % 2 == 0 ? Floor.inQueue(mail, Floor.REGISTRY) : mail;
  }

  /// The plain way.
  ///
  /// @return whom the operator gets
  @Benchmark
  public Optional<Contact> everyWaitingContact() {
    OperatorProfile free = operators.get(random.nextInt(OPERATORS));
    return floor.contacts.values().stream()
        .filter(c -> c.state() instanceof Waiting && mayHave(free, c))
        .min(ORDER);
  }

  private static final Comparator<Contact> ORDER =
      Comparator.comparing((Contact c) -> ((Waiting) c.state()).deadline())
          .thenComparing(Contact::arrivedAt)
          .thenComparing(Contact::id);

  private static boolean mayHave(OperatorProfile operator, Contact contact) {
    Waiting waits = (Waiting) contact.state();
    OperatorId id = operator.id();
    boolean skilled =
        !contact.queue().equals(Floor.TAXES)
            || Objects.requireNonNullElse(operator.skills().get(SKILLS[0]), 0) >= 2;
    return operator.queues().contains(contact.queue())
        && skilled
        && !waits.passed().containsKey(id);
  }
}
