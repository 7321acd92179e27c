package it.sportello.bench;

import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.Center;
import it.sportello.testkit.CrashingServer;
import it.sportello.testkit.DeskPhone;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.Sipp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Whole calls through the product (let in, offered, connected, talked, written up and closed)
/// beside the same callers and telephones in a queue of Asterisk's own, in turns, on one Asterisk.
final class PhoneBenchmark {
  private static final int ROUNDS = 3;
  private static final int CALLS_PER_SECOND = 60;
  private static final Duration SPAN = Duration.ofSeconds(30);

  /// Until then the Java machine spends more on translating the program than on running it.
  private static final Duration WARM_UP = Duration.ofMinutes(4);

  private static final Duration TALK = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration COUNTS_WITHIN = Duration.ofSeconds(3);

  /// About 140 talk at a time, the others stand by.
  private static final List<String> OPERATORS =
      IntStream.rangeClosed(1001, 1180).mapToObj(n -> "o" + n).toList();

  private static final List<String> EXTENSIONS =
      OPERATORS.stream().map(o -> o.substring(1)).toList();

  /// The number that leads to the queue of Asterisk's own.
  private static final String REFERENCE = "0559";

  private static final Path SCENARIOS = Path.of("src/benchmark/sipp").toAbsolutePath();

  private final Path directory;
  private final int phones = Ports.freeUdp();

  PhoneBenchmark(Path directory) {
    this.directory = directory;
  }

  /// What one round came to.
  ///
  /// @param answered how many calls the telephones had
  /// @param server processor time of the server for each call, in milliseconds
  /// @param compilers what of it went into translating the program
  /// @param asterisk the same of Asterisk
  /// @param redirects nanoseconds from the event to the redirect, from least to most
  private record Round(
      int calls,
      int lost,
      int answered,
      double server,
      double compilers,
      double asterisk,
      List<Long> redirects) {}

  void run() throws Exception {
    Files.createDirectories(directory);
    try (var pbx = AsteriskServer.start(DeskPhone.endpoints(EXTENSIONS));
        var tap = new AmiTap(pbx.amiPort());
        var server =
            CrashingServer.withPhone(directory, pbx, OPERATORS, Duration.ofSeconds(20), _ -> {})) {
      openReference(pbx);
      throughTap(pbx, tap);
      server.flags(List.of(ServerProcess.FLAGS));
      server.start();
      server.awaitPhone(0);
      EXTENSIONS.forEach(e -> DeskPhone.register(pbx, e, phones, 7200));
      var consoles = new ArrayList<ClosingConsole>();
      try {
        for (String operator : OPERATORS) {
          consoles.add(new ClosingConsole(server, operator));
        }
        compare(pbx, tap, server);
      } finally {
        consoles.forEach(ClosingConsole::close);
      }
    }
  }

  private void compare(AsteriskServer pbx, AmiTap tap, CrashingServer server) throws Exception {
    round(pbx, tap, server, Center.DID, WARM_UP);
    round(pbx, tap, server, REFERENCE, SPAN);
    var ours = new ArrayList<Round>();
    var reference = new ArrayList<Round>();
    for (int i = 0; i < ROUNDS; i++) {
      ours.add(round(pbx, tap, server, Center.DID, SPAN));
      reference.add(round(pbx, tap, server, REFERENCE, SPAN));
    }
    say("product", ours);
    say("a queue of Asterisk's own", reference);
    Benchmarks.say("redirects, median of rounds: p50 ms", median(ours, r -> quantile(r, 0.5)));
    Benchmarks.say("redirects, median of rounds: p99 ms", median(ours, r -> quantile(r, 0.99)));
  }

  private Round round(
      AsteriskServer pbx, AmiTap tap, CrashingServer server, String number, Duration span)
      throws IOException {
    int calls = Math.toIntExact(span.toSeconds()) * CALLS_PER_SECOND;
    tap.reset();
    double serverBefore = ProcessorTime.of(server.pid());
    double compilersBefore = ProcessorTime.ofCompilers(server.pid());
    double asteriskBefore = ProcessorTime.of(pbx.pid());
    try (var answering =
            Sipp.startOn(pbx, phones, scenario("bench-phone"), "-m", "1000000", "-l", "10000");
        var callers =
            Sipp.start(
                pbx,
                scenario("bench-caller"),
                "-s",
                number,
                "-d",
                Long.toString(TALK.toMillis()),
                "-m",
                Integer.toString(calls),
                "-r",
                Integer.toString(CALLS_PER_SECOND),
                "-l",
                "10000")) {
      callers.ends(PATIENCE.plus(span));
      Eventually.within(
          PATIENCE, () -> pbx.cli("core show channels count").startsWith("0 active channels"));
      awaitCounted(answering);
      double perCall = 1000.0 / calls;
      return new Round(
          calls,
          callers.statistics().failed(),
          answering.statistics().successful(),
          (ProcessorTime.of(server.pid()) - serverBefore) * perCall,
          (ProcessorTime.ofCompilers(server.pid()) - compilersBefore) * perCall,
          (ProcessorTime.of(pbx.pid()) - asteriskBefore) * perCall,
          tap.sorted());
    }
  }

  /// It counts once a second; a caller may have left before anybody was free.
  private static void awaitCounted(Sipp answering) {
    long until = System.nanoTime() + COUNTS_WITHIN.toNanos();
    Eventually.within(PATIENCE, () -> System.nanoTime() > until || !answering.isRunning());
  }

  private static String scenario(String name) {
    return SCENARIOS.resolve(name).toString();
  }

  private static void say(String what, List<Round> rounds) {
    String each =
        rounds.stream()
            .map(r -> r.calls + " calls, " + r.lost + " lost, " + r.answered + " answered")
            .collect(Collectors.joining("; "));
    Benchmarks.say(what, each);
    Benchmarks.say(what + ": ms of the server's CPU for each call", median(rounds, Round::server));
    Benchmarks.say(what + ": of them for its compilers", median(rounds, Round::compilers));
    Benchmarks.say(what + ": ms of Asterisk's", median(rounds, Round::asterisk));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> what) {
    return rounds.stream().mapToDouble(what).sorted().toArray()[rounds.size() / 2];
  }

  private static double quantile(Round round, double part) {
    List<Long> all = round.redirects;
    return all.isEmpty() ? Double.NaN : all.get((int) (part * (all.size() - 1))) / 1e6;
  }

  /// The same telephones as members of a queue that asks who has been idle longest.
  private static void openReference(AsteriskServer pbx) throws IOException {
    String members =
        OPERATORS.stream()
            .map(o -> "member => PJSIP/op" + o.substring(1) + "\n")
            .collect(Collectors.joining());
    Files.writeString(
        pbx.etc().resolve("queues.conf"),
        "[general]\n"
            + "autofill = yes\n"
            + "[bench]\n"
            + "strategy = leastrecent\n"
            + "ringinuse = no\n"
            + "timeout = 20\n"
            + "wrapuptime = 0\n"
            + members);
    System.out.println(pbx.cli("module load app_queue.so"));
    System.out.println(
        pbx.cli("dialplan add extension " + REFERENCE + ",1,Answer,i into from-trunk")
            + pbx.cli("dialplan add extension " + REFERENCE + ",2,Queue,bench into from-trunk")
            + pbx.cli("dialplan add extension " + REFERENCE + ",3,Hangup, into from-trunk"));
  }

  private void throughTap(AsteriskServer pbx, AmiTap tap) throws IOException {
    Path file = directory.resolve("config/sportello.yaml");
    String text = Files.readString(file);
    String changed = text.replace("port: " + pbx.amiPort(), "port: " + tap.port);
    if (changed.equals(text)) {
      throw new IllegalStateException(String.format(Locale.ROOT, "no port in %s", file));
    }
    Files.writeString(file, changed);
  }
}
