package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.CallLog;
import it.sportello.testkit.Center;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.CrashingServer;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.Sipp;
import it.sportello.testkit.SoakOperator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Calls for as long as told, with a real Asterisk, callers and telephones that hang up when they
/// like, and operators who come and go; then the same while the link breaks, Asterisk dies and the
/// server dies. Then it looks from outside what became of every single call.
///
/// `-Dsportello.soak=seconds` says how long callers come, `-Dsportello.seed` repeats the decisions
/// of a run.
class SoakIT {
  private static final int SECONDS = Integer.getInteger("sportello.soak", 60);
  private static final int CALLS_PER_SECOND = 5;
  private static final Duration RING = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> OPERATORS =
      IntStream.rangeClosed(301, 312).mapToObj(n -> "o" + n).toList();

  @TempDir private Path directory;

  private final AtomicBoolean open = new AtomicBoolean(true);
  private final List<SoakLedger.Gap> gaps = new ArrayList<>();
  private final List<Instant> deaths = new ArrayList<>();
  private final StringBuilder calls = new StringBuilder();

  @Test
  void everyCallIsOneContactWithOneOutcome() throws Exception {
    long seed = Long.getLong("sportello.seed", System.nanoTime());
    System.out.println("SoakIT: " + SECONDS + " s, sportello.seed=" + seed);
    var random = new Random(seed);
    try (var pbx = AsteriskServer.start(SoakPlans.telephones(OPERATORS));
        var server = CrashingServer.withPhone(directory, pbx, OPERATORS, RING)) {
      server.start();
      server.awaitPhone(0);
      try (var phones = startTelephones(pbx, random)) {
        List<Thread> consoles =
            OPERATORS.stream()
                .map(o -> new SoakOperator(server, o, new Random(random.nextLong())))
                .map(o -> Thread.ofVirtual().start(() -> o.work(open::get)))
                .toList();
        try (var callers = startCallers(pbx, 0, random)) {
          callers.ends(patience());
          assertEquals(new Sipp.Statistics(callsInPhase(), 0), callers.statistics());
          calls.append(callers.log()).append('\n');
        }
        settle(server, pbx);
        check(server, phones);
        try (var callers = startCallers(pbx, callsInPhase(), random)) {
          disturb(server, pbx, random, callers);
          callers.ends(patience());
          calls.append(callers.log()).append('\n');
        }
        settle(server, pbx);
        open.set(false);
        for (Thread console : consoles) {
          console.join();
        }
        check(server, phones);
      }
      server.stop();
      assertEquals(0, server.run("journal", "verify", directory.resolve("data").toString()));
      assertEquals(List.of(), server.errors());
    }
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
    for (String operator : OPERATORS) {
      String endpoint = "op" + operator.substring(1);
      try (var one =
          Sipp.startOn(
              pbx,
              port,
              "register",
              "-s",
              endpoint,
              "-key",
              "secret",
              "only-a-test",
              "-key",
              "expires",
              "7200")) {
        one.succeeds(PATIENCE);
      }
    }
    // each call may ring several times
    List<String> plans =
        IntStream.range(0, callsInPhase() * 20).mapToObj(_ -> SoakPlans.telephone(random)).toList();
    return start(pbx, port, "soak-phone", "phones", plans);
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

  /// Breaks one thing after the other while callers come; sometimes two at once.
  private void disturb(CrashingServer server, AsteriskServer pbx, Random random, Sipp callers) {
    while (callers.isRunning()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(2000, 6000)));
      Instant from = Instant.now();
      if (random.nextInt(4) == 0) {
        disturbOnce(server, pbx, random);
      }
      long links = server.phoneLinks();
      disturbOnce(server, pbx, random);
      server.awaitPhone(links);
      gaps.add(new SoakLedger.Gap(from, Instant.now()));
    }
  }

  private void disturbOnce(CrashingServer server, AsteriskServer pbx, Random random) {
    switch (random.nextInt(3)) {
      case 0 -> {
        System.out.println("SoakIT: the link breaks");
        pbx.kickManagers();
      }
      case 1 -> {
        System.out.println("SoakIT: Asterisk dies");
        deaths.add(pbx.restart());
      }
      default -> {
        System.out.println("SoakIT: the server dies");
        kill(server);
        server.start();
      }
    }
  }

  private static void kill(CrashingServer server) {
    try {
      server.kill();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
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

  private void check(CrashingServer server, Sipp phones) throws Exception {
    try (var console = supervisor(server)) {
      var contacts = new ArrayList<JsonNode>();
      console.eachContact("", contacts::add);
      var ledger =
          new SoakLedger(
              new CallLog(calls.toString()), new CallLog(phones.log()), contacts, gaps, deaths);
      System.out.println("SoakIT: " + ledger);
      assertEquals(List.of(), ledger.mistakes());
      String metrics = console.text("/metrics");
      assertTrue(metrics.contains("sportello_desk_bugs 0.0"), metrics);
      assertTrue(ledger.toString().contains("handled"), ledger::toString);
    }
  }
}
