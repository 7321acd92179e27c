package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.pec.PecAuthority;
import it.sportello.mail.pec.PecPost;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.CrashingServer;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.KillingProxy;
import it.sportello.testkit.KillingProxy.When;
import it.sportello.testkit.RealMailServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Kills the server with SIGKILL at every place on the way of an automatic acknowledgement, between
/// a real Dovecot and a real Postfix: before the message is fetched, when it was just fetched
/// (while it is decided and recorded), before the acknowledgement leaves, while it leaves, when the
/// mail server has it and has not said so, and when it has just said so (before that is recorded).
class AcknowledgementCrashIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String US = "info@sportello.example";
  private static final String FETCH = ".*BODY\\.PEEK\\[.*";
  private static final String HELLO = "EHLO.*";
  private static final String DATA = "DATA";
  private static final String END = "\\.";
  private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>]+>)");

  /// @param imap whether it is a place in what is said to Dovecot, not to Postfix
  /// @param line what is said there, as a pattern
  private record Place(String name, boolean imap, String line, When when) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("unfetched", true, FETCH, When.BEFORE_THE_LINE),
          new Place("fetched", true, FETCH, When.AFTER_THE_ANSWER),
          new Place("greeting", false, HELLO, When.BEFORE_THE_LINE),
          new Place("leaving", false, DATA, When.AFTER_THE_ANSWER),
          new Place("unanswered", false, END, When.BEFORE_THE_ANSWER),
          new Place("answered", false, END, When.AFTER_THE_ANSWER));

  @TempDir private Path directory;

  @Test
  void eachArrivesUnderOneIdAndTheLimitsSurvive() throws Exception {
    String[] addresses =
        PLACES.stream().map(p -> p.name() + "@cittadini.example").toArray(String[]::new);
    try (var post = RealMailServers.start(with(US, addresses));
        var imap = new KillingProxy(post.imapPort());
        var smtp = new KillingProxy(post.smtpPort());
        var server = server(post, imap, smtp, "")) {
      server.start();
      server.awaitReady();
      for (Place place : PLACES) {
        String from = place.name() + "@cittadini.example";
        CountDownLatch killed = trap(place, imap, smtp, server);
        post.send(from, US, letter(from, 1));
        KillingProxy.await(killed);
        server.start();
        server.awaitReady();
        Eventually.within(SOON, () -> !post.messages(from).isEmpty());
      }
      // two for each correspondent: the first one counts, however its sending ended
      for (Place place : PLACES) {
        String from = place.name() + "@cittadini.example";
        post.send(from, US, letter(from, 2));
        post.send(from, US, letter(from, 3));
      }
      try (var carla = server.console("carla")) {
        Eventually.within(
            SOON,
            () -> taken(carla) == 3L * PLACES.size() && ids(post, addresses) == 2L * PLACES.size());
        assertEquals(PLACES.size(), fates(carla, "its address had as many as it may"));
        assertEquals(3L * PLACES.size(), fates(carla, "contact"));
      }
      server.stop();
      assertEquals(0, server.run("journal", "verify", directory.resolve("data").toString()));
      assertEquals(2L * PLACES.size(), ids(post, addresses), "one id for each acknowledgement");
    }
  }

  @Test
  void aCertifiedOneNeverLeavesTwice() throws Exception {
    var provider = new PecAuthority();
    String[] addresses = PLACES.stream().map(p -> p.name() + "@pec.test").toArray(String[]::new);
    String[] all = with("calm@pec.test", with(US, addresses));
    try (var post = RealMailServers.start(all);
        var imap = new KillingProxy(post.imapPort());
        var smtp = new KillingProxy(post.smtpPort());
        var server = server(post, imap, smtp, provider)) {
      server.start();
      server.awaitReady();
      deliver(post, provider, "calm@pec.test");
      Eventually.within(SOON, () -> post.messages("calm@pec.test").size() == 1);
      for (Place place : PLACES) {
        CountDownLatch killed = trap(place, imap, smtp, server);
        deliver(post, provider, place.name() + "@pec.test");
        KillingProxy.await(killed);
        server.start();
        server.awaitReady();
        try (var carla = server.console("carla")) {
          Eventually.within(SOON, () -> settled(delivery(carla, place.name())));
        }
      }
      // behind all of them, so that whatever was still to leave has left
      deliver(post, provider, "calm@pec.test");
      Eventually.within(SOON, () -> post.messages("calm@pec.test").size() == 2);
      var became = new TreeMap<String, String>();
      try (var carla = server.console("carla")) {
        for (Place place : PLACES) {
          int copies = post.messages(place.name() + "@pec.test").size();
          became.put(place.name(), copies + " " + delivery(carla, place.name()));
        }
      }
      // whether the last one was recorded before the kill is a matter of microseconds
      became.computeIfPresent("answered", (_, how) -> how.replace("sent", "uncertain"));
      assertEquals(
          Map.of(
              "unfetched", "1 sent",
              "fetched", "1 sent",
              "greeting", "0 uncertain",
              "leaving", "0 uncertain",
              "unanswered", "1 uncertain",
              "answered", "1 uncertain"),
          became);
      server.stop();
    }
  }

  private static CountDownLatch trap(
      Place place, KillingProxy imap, KillingProxy smtp, CrashingServer server) {
    return (place.imap() ? imap : smtp)
        .next(line -> line.matches(place.line()), place.when(), () -> kill(server));
  }

  private static void kill(CrashingServer server) {
    try {
      server.kill();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private CrashingServer server(
      RealMailServers post, KillingProxy imap, KillingProxy smtp, PecAuthority provider)
      throws IOException {
    CrashingServer server =
        server(post, imap, smtp, "      channel: pec\n", "\n  pec: {trustStore: [ca.pem]}");
    Path config = directory.resolve("config");
    provider.pem(config);
    Path queues = config.resolve("queues.yaml");
    String target = "      email: {within: 8 h, ratio: 0.95}\n";
    Files.writeString(
        queues,
        Files.readString(queues)
            .replace(target, target + "      pec: {within: 16 h, ratio: 0.95}\n"));
    return server;
  }

  private CrashingServer server(
      RealMailServers post, KillingProxy imap, KillingProxy smtp, String channel)
      throws IOException {
    return server(post, imap, smtp, channel, "");
  }

  private CrashingServer server(
      RealMailServers post, KillingProxy imap, KillingProxy smtp, String channel, String ofMail)
      throws IOException {
    return CrashingServer.withMail(
        directory,
        smtp.port(),
        imap.port(),
        US,
        post.mailbox("info", US, Tls.NONE, Duration.ofSeconds(5)).imap().secret(),
        text ->
            text.replace(
                    "      # sendPerMinute: 30\n",
                    channel + "      acknowledge: {perCorrespondent: 2}\n")
                .replace("\n  mailboxes:\n", ofMail + "\n  mailboxes:\n"));
  }

  private static byte[] letter(String from, int n) {
    return "From: %1$s\r\nTo: %2$s\r\nSubject: Richiesta %3$d\r\nMessage-ID: <%3$d.%1$s>\r\n\r\nBuongiorno.\r\n"
        .formatted(from, US, n)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void deliver(RealMailServers post, PecAuthority provider, String from)
      throws Exception {
    String id = Long.toString(System.nanoTime());
    var came =
        new PecPost(provider, "<" + id + "@dora>", id + "@g.test", from, List.of(US), List.of());
    String letter =
        "From: %s\nTo: %s\nSubject: Istanza\nContent-Type: text/plain\n\nBuongiorno.\n"
            .formatted(from, US);
    post.send(
        PecAuthority.PROVIDER,
        US,
        came.envelope(letter, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
  }

  /// How many different acknowledgements lie in these mailboxes.
  private static long ids(RealMailServers post, String... addresses) {
    return List.of(addresses).stream()
        .flatMap(address -> post.messages(address).stream())
        .map(AcknowledgementCrashIT::messageId)
        .distinct()
        .count();
  }

  private static String messageId(byte[] mail) {
    Matcher id = MESSAGE_ID.matcher(new String(mail, StandardCharsets.ISO_8859_1));
    assertTrue(id.find());
    return id.group(1);
  }

  private static long taken(ConsoleClient carla) {
    return intake(carla).path("lines").size();
  }

  private static long fates(ConsoleClient carla, String words) {
    return intake(carla)
        .path("lines")
        .valueStream()
        .filter(l -> l.toString().contains(words))
        .count();
  }

  private static JsonNode intake(ConsoleClient carla) {
    return get(carla, "/api/v1/intake?limit=100");
  }

  private static boolean settled(String delivery) {
    return delivery.equals("sent") || delivery.equals("uncertain");
  }

  /// What became of the acknowledgement to somebody.
  private static String delivery(ConsoleClient carla, String who) {
    String contact =
        intake(carla)
            .path("lines")
            .valueStream()
            .filter(l -> l.toString().contains(who + "@pec.test"))
            .findFirst()
            .map(l -> l.path("contact").asString(""))
            .orElse("");
    return contact.isEmpty()
        ? "sending"
        : get(carla, "/api/v1/contacts/" + contact)
            .path("messages")
            .path(1)
            .path("delivery")
            .asString("");
  }

  private static JsonNode get(ConsoleClient carla, String path) {
    try {
      return carla.get(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static String[] with(String one, String... others) {
    String[] all = new String[others.length + 1];
    all[0] = one;
    System.arraycopy(others, 0, all, 1, others.length);
    return all;
  }
}
