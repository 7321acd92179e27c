package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.CallLog;
import it.sportello.testkit.Center;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.CrashingServer;
import it.sportello.testkit.DeskPhone;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.LegLog;
import it.sportello.testkit.Ports;
import it.sportello.testkit.Sipp;
import it.sportello.testkit.SoakOperator;
import it.sportello.testkit.SoakTalk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// Calls for as long as told, with a real Asterisk, callers and telephones that hang up when they
/// like, and operators who come and go, ask each other, pass callers on and call out; then the same
/// while the link breaks, Asterisk dies and the server dies. Then it looks from outside what became
/// of every single call.
///
/// `-Dsportello.soak=seconds` says how long callers come, `-Dsportello.seed` repeats the decisions
/// of a run.
class SoakIT {
  private static final int SECONDS = Integer.getInteger("sportello.soak", 60);
  private static final int CALLS_PER_SECOND = 5;
  private static final String QUEUE = "informazioni";

  /// A second call after a minute, if there is time for that.
  private static final int TRIES = SECONDS > 300 ? 2 : 1;

  private static final Duration RING = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> OPERATORS =
      IntStream.rangeClosed(301, 314).mapToObj(n -> "o" + n).toList();
  private static final List<String> EXTENSIONS =
      OPERATORS.stream().map(o -> o.substring(1)).toList();

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path directory;

  private final AtomicBoolean open = new AtomicBoolean(true);
  private final StringBuilder calls = new StringBuilder();
  private final Set<String> placed = ConcurrentHashMap.newKeySet();
  private final AtomicInteger numbers = new AtomicInteger();
  private SoakFaults faults = SoakFaults.NONE;

  @Test
  void everyCallIsOneContactWithOneOutcome() throws Exception {
    long seed = Long.getLong("sportello.seed", System.nanoTime());
    System.out.println("SoakIT: " + SECONDS + " s, sportello.seed=" + seed);
    var random = new Random(seed);
    try (var pbx = AsteriskServer.start(DeskPhone.endpoints(EXTENSIONS));
        var server =
            CrashingServer.withPhone(
                directory, pbx, OPERATORS, RING, config -> SoakPlans.arrange(config, TRIES))) {
      server.start();
      server.awaitPhone(0);
      try (var phones = startTelephones(pbx, random);
          var outside = startOutside(pbx, random)) {
        List<Thread> consoles =
            OPERATORS.stream()
                .map(o -> operator(server, o, new Random(random.nextLong())))
                .map(o -> Thread.ofVirtual().start(() -> o.work(open::get)))
                .toList();
        try (var callers = startCallers(pbx, 0, random)) {
          callers.ends(patience());
          assertEquals(new Sipp.Statistics(callsInPhase(), 0), callers.statistics());
          calls.append(callers.log()).append('\n');
        }
        settle(server, pbx);
        check(server, phones, outside);
        try (var callers = startCallers(pbx, callsInPhase(), random)) {
          faults = SoakFaults.make(server, pbx, random, callers::isRunning);
          callers.ends(patience());
          calls.append(callers.log()).append('\n');
        }
        settle(server, pbx);
        open.set(false);
        for (Thread console : consoles) {
          console.join();
        }
        check(server, phones, outside);
      }
      server.stop();
      assertEquals(0, server.run("journal", "verify", directory.resolve("data").toString()));
      assertEquals(List.of(), server.errors());
    }
  }

  private SoakOperator operator(CrashingServer server, String id, Random random) {
    var talk =
        new SoakTalk(
            QUEUE,
            OPERATORS,
            () -> SoakPlans.number("06", numbers.incrementAndGet()),
            new Random(random.nextLong()));
    return new SoakOperator(server, id, random, talk, placed::add);
  }

  private static int callsInPhase() {
    return SECONDS * CALLS_PER_SECOND / 2;
  }

  private static Duration patience() {
    return PATIENCE.plusSeconds(SECONDS);
  }

  /// All telephones are one SIPp: they register one after the other at the port it then uses.
  private Sipp startTelephones(AsteriskServer pbx, Random random) throws IOException {
    int port = Ports.freeUdp();
    EXTENSIONS.forEach(extension -> DeskPhone.register(pbx, extension, port, 7200));
    return start(pbx, port, "soak-phone", "phones", telephones(random));
  }

  /// All numbers outside are one SIPp at the far end of the trunk.
  private Sipp startOutside(AsteriskServer pbx, Random random) throws IOException {
    return start(pbx, pbx.trunkPort(), "soak-phone", "outside", telephones(random));
  }

  /// Each call may ring several times.
  private static List<String> telephones(Random random) {
    return IntStream.range(0, callsInPhase() * 20)
        .mapToObj(_ -> SoakPlans.telephone(random))
        .toList();
  }

  private Sipp startCallers(AsteriskServer pbx, int first, Random random) throws IOException {
    List<String> plans =
        IntStream.range(first, first + callsInPhase())
            .mapToObj(n -> SoakPlans.caller(n, random))
            .toList();
    return start(
        pbx,
        Ports.freeUdp(),
        "soak-caller",
        "callers" + first,
        plans,
        "-s",
        Center.DID,
        "-m",
        Integer.toString(plans.size()),
        "-r",
        Integer.toString(CALLS_PER_SECOND));
  }

  private Sipp start(
      AsteriskServer pbx,
      int port,
      String scenario,
      String name,
      List<String> plans,
      String... arguments)
      throws IOException {
    Path file = directory.resolve(name + ".csv");
    Files.writeString(file, "SEQUENTIAL\n" + String.join("\n", plans) + "\n");
    List<String> all =
        new ArrayList<>(
            List.of(
                "-inf",
                file.toString(),
                "-l",
                "10000",
                "-timeout",
                2 * patience().toSeconds() + "s"));
    all.addAll(List.of(arguments));
    if (!all.contains("-m")) {
      all.addAll(List.of("-m", "10000000"));
    }
    return Sipp.startOn(pbx, port, scenario, all.toArray(String[]::new));
  }

  /// Waits until nobody calls, talks or writes up any more.
  private static void settle(CrashingServer server, AsteriskServer pbx) throws Exception {
    Eventually.within(
        PATIENCE, () -> pbx.cli("core show channels count").startsWith("0 active channels"));
    try (var console = supervisor(server)) {
      try {
        Eventually.within(PATIENCE, () -> openWork(console).isEmpty());
      } catch (AssertionError e) {
        throw new AssertionError("still open: " + openWork(console), e);
      }
    }
  }

  /// After so many logins of operators whose server died, one more may have to wait.
  private static ConsoleClient supervisor(CrashingServer server) {
    var found = new AtomicReference<ConsoleClient>();
    Eventually.within(
        PATIENCE,
        () -> {
          try {
            found.set(server.console("carla"));
            return true;
          } catch (IOException e) {
            return false;
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    return Objects.requireNonNull(found.get());
  }

  private static List<String> openWork(ConsoleClient console) {
    try {
      var found = new ArrayList<String>();
      console
          .get("/api/v1/operators")
          .path("operators")
          .forEach(o -> o.path("activity").forEach(a -> found.add(o.path("id") + ": " + a)));
      console
          .get("/api/v1/contacts?state=open")
          .path("contacts")
          .forEach(card -> found.add(card.toString()));
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// What is needed to find out how a mistake came about stays in the test's directory.
  private void keep(Sipp phones, Sipp outside, List<SoakStory> stories) throws IOException {
    Files.writeString(directory.resolve("callers.log"), calls);
    Files.writeString(directory.resolve("phones.log"), phones.log());
    Files.writeString(directory.resolve("outside.log"), outside.log());
    Files.writeString(
        directory.resolve("stories.txt"),
        stories.stream().map(SoakStory::toString).collect(Collectors.joining("\n")));
    Files.writeString(directory.resolve("faults.txt"), faults.toString());
    System.out.println("SoakIT: what was seen is in " + directory);
  }

  private void check(CrashingServer server, Sipp phones, Sipp outside) throws Exception {
    try (var console = supervisor(server)) {
      var ids = new ArrayList<String>();
      console.eachContact("&channel=voice", card -> ids.add(card.path("id").asString("")));
      var stories = new ArrayList<SoakStory>();
      for (String id : ids) {
        stories.add(SoakStory.of(console.get("/api/v1/contacts/" + id)));
      }
      var ledger =
          new SoakLedger(
              new CallLog(calls.toString()),
              new LegLog(phones.log()),
              new LegLog(outside.log()),
              stories,
              faults,
              placed);
      System.out.println("SoakIT: " + ledger);
      if (!ledger.mistakes().isEmpty()) {
        keep(phones, outside, stories);
      }
      assertEquals(List.of(), ledger.mistakes());
      String metrics = console.text("/metrics");
      assertTrue(metrics.contains("sportello_desk_bugs 0.0"), metrics);
      assertTrue(ledger.toString().contains("handled"), ledger::toString);
    }
  }
}
