package it.sportello.mail.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.testkit.CrashingServer;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.RealMailServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Postfix hands mail over by LMTP to a server that is killed again and again: nothing is
/// lost, nothing is double, and Postfix keeps what was not recorded.
class MailDoorIT {
  private static final int KILLS = Integer.getInteger("sportello.kills", 4);
  private static final int BETWEEN = 25;
  private static final Duration SOON = Duration.ofMinutes(3);

  @TempDir private Path directory;

  @Test
  void losesNothingAndDoublesNothingWhenKilled() throws Exception {
    long seed = Long.getLong("sportello.seed", System.nanoTime());
    var random = new Random(seed);
    int port = Ports.freeTcp();
    int sent = 0;
    try (var post =
            RealMailServers.start(
                List.of("sportello.example:" + port), "citizen@cittadini.example");
        var server = CrashingServer.withMailDoor(directory, port, post.smtpPort())) {
      server.start();
      server.awaitReady();
      for (int kill = 0; kill < KILLS; kill++) {
        for (int i = 0; i < BETWEEN; i++) {
          post.send("citizen@cittadini.example", "info@sportello.example", message(++sent));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(0, 400)));
        server.kill();
        server.start();
        server.awaitReady();
      }
      Eventually.within(SOON, () -> waiting(post) == 0);
      try (var console = server.console("carla")) {
        var subjects = console.intake("contact").stream().sorted().toList();
        assertEquals(expected(sent), subjects, "seed " + seed);
        assertEquals(List.of(), console.intake("failed"));
        System.out.println(
            "MailDoorIT: "
                + sent
                + " messages, "
                + KILLS
                + " kills, handed over again though recorded: "
                + console.intake("known").size());
      }
      server.stop();
    }
  }

  private static long waiting(RealMailServers post) {
    try {
      return post.waiting();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> expected(int sent) {
    return java.util.stream.IntStream.rangeClosed(1, sent)
        .mapToObj(n -> "Richiesta numero " + n)
        .sorted()
        .toList();
  }

  private static byte[] message(int n) {
    return """
    From: Citizen <citizen@cittadini.example>\r
    To: info@sportello.example\r
    Subject: Richiesta numero %d\r
    Message-ID: <%d@cittadini.example>\r
    \r
    Buongiorno\r
    """
        .formatted(n, n)
        .getBytes(StandardCharsets.UTF_8);
  }
}
