package it.sportello;

import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.CrashingServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// What was broken during [SoakIT], and what may be forgiven for it.
///
/// @param gaps when the server could not hear the PBX
/// @param deaths when Asterisk had died, oldest first
record SoakFaults(List<Gap> gaps, List<Instant> deaths) {
  static final SoakFaults NONE = new SoakFaults(List.of(), List.of());

  /// What happened longer than this before a fault had been recorded.
  private static final Duration IN_FLIGHT = Duration.ofSeconds(5);

  /// A time in which the server could not hear the PBX.
  record Gap(Instant from, Instant to) {}

  SoakFaults {
    gaps = List.copyOf(gaps);
    deaths = List.copyOf(deaths);
  }

  /// Breaks one thing after the other while callers come; sometimes two at once.
  static SoakFaults make(
      CrashingServer server, AsteriskServer pbx, Random random, BooleanSupplier goOn) {
    var gaps = new ArrayList<Gap>();
    var deaths = new ArrayList<Instant>();
    while (goOn.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(3000, 9000)));
      Instant from = Instant.now();
      if (random.nextInt(4) == 0) {
        one(server, pbx, random, deaths);
      }
      long links = server.phoneLinks();
      one(server, pbx, random, deaths);
      server.awaitPhone(links);
      gaps.add(new Gap(from, Instant.now()));
    }
    return new SoakFaults(gaps, deaths);
  }

  private static void one(
      CrashingServer server, AsteriskServer pbx, Random random, List<Instant> deaths) {
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

  /// Whether nothing was broken in this time.
  boolean isQuiet(Instant from, Instant to) {
    return gaps.stream().noneMatch(gap -> touches(from, to, gap));
  }

  /// Whether a call may have come and gone without anybody hearing it. One that outlived a gap is
  /// found after it.
  boolean mayBeUnseen(Instant from, Instant to) {
    return gaps.stream()
        .filter(gap -> touches(from, to, gap))
        .anyMatch(gap -> from.isAfter(gap.from.minus(IN_FLIGHT)) && gap.to.isAfter(to));
  }

  private static boolean touches(Instant from, Instant to, Gap gap) {
    return !to.isBefore(gap.from.minus(IN_FLIGHT)) && !from.isAfter(gap.to);
  }

  /// When a call ended that its other side held until `to`, if it did not die with the PBX before.
  Instant end(Instant from, Instant to) {
    return deaths.stream()
        .filter(death -> death.isAfter(from) && death.isBefore(to))
        .findFirst()
        .orElse(to);
  }
}
