package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.PhoneBench.BRUNO;
import static it.sportello.telephony.ami.PhoneBench.CONTACT;
import static it.sportello.telephony.ami.PhoneBench.DID;
import static it.sportello.telephony.ami.PhoneBench.NUMBER;
import static it.sportello.telephony.ami.PhoneBench.RING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Speech;
import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.Center;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.Sipp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a caller hears before an operator answers: a real Asterisk, callers played by SIPp.
class InboundIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static AsteriskServer pbx;

  @TempDir private Path directory;

  @BeforeAll
  static void startAsterisk() {
    pbx = AsteriskServer.start(PhoneBench.DESK_PHONE);
  }

  @AfterAll
  static void stopAsterisk() {
    if (pbx != null) {
      pbx.close();
    }
  }

  @Test
  void absurdNumbersComeInAsHarmlessOnes() {
    try (var bench = new PhoneBench(pbx)) {
      bench.sipp("caller", "-s", "055123%2C1%2C%24", "-key", "from", "sip%3A+39%0D%0A055%40x");
      var first = bench.heard.first(CallEvent.Waiting.class);
      assertEquals(DID, first.did());
      assertEquals(Optional.of("+39055"), first.callerNumber());
      bench.heard.forget();
      bench.sipp("caller", "-s", DID, "-key", "from", "9".repeat(500));
      var second = bench.heard.first(CallEvent.Waiting.class);
      String number = second.callerNumber().orElseThrow();
      assertTrue(number.matches("9{70,80}"), number);
    }
  }

  @Test
  void promptsAreSaidToTheirEndInTurn() {
    try (var bench = new PhoneBench(pbx)) {
      bench.caller();
      CallId call = bench.waitingCall();
      bench.calls().say(call, new Speech("it", List.of("position", "n-2")), "first");
      bench.calls().say(call, new Speech("en", List.of("position-first")), "second");
      bench.heard.first(CallEvent.Said.class, e -> e.about().equals("second"));
      assertEquals(
          List.of(new CallEvent.Said(call, "first"), new CallEvent.Said(call, "second")),
          bench.heard.sinceWaiting());
    }
  }

  @Test
  void aKeyIsHeardWhileTheQuestionPlays() {
    try (var bench = new PhoneBench(pbx)) {
      bench.sipp("caller-presses", "-s", DID, "-key", "from", NUMBER, "-key", "digit", "2");
      CallId call = bench.waitingCall();
      bench.calls().ask(call, menu(), "main/1", PATIENCE);
      assertEquals(
          new CallEvent.Digit(call, "main/1", Optional.of("2")),
          bench.heard.first(CallEvent.Digit.class));
    }
  }

  @Test
  void silenceIsHeardToo() {
    try (var bench = new PhoneBench(pbx)) {
      bench.caller();
      CallId call = bench.waitingCall();
      bench.calls().ask(call, menu(), "main/1", Duration.ofSeconds(1));
      Eventually.within(LONG, () -> bench.heard.has(CallEvent.Digit.class));
      assertEquals(
          new CallEvent.Digit(call, "main/1", Optional.empty()),
          bench.heard.first(CallEvent.Digit.class));
    }
  }

  @Test
  void anOfferBreaksOffWhatIsSaid() {
    try (var bench = new PhoneBench(pbx)) {
      bench.caller();
      Sipp operator = bench.deskPhone("operator-hangs-up", "-d", "500");
      CallId call = bench.waitingCall();
      bench.calls().say(call, new Speech("it", Collections.nCopies(20, "closed")), "long");
      bench.calls().ring(call, CONTACT, BRUNO, RING);
      bench.heard.first(CallEvent.Answered.class);
      operator.succeeds(LONG);
      assertFalse(bench.heard.has(CallEvent.Said.class), bench.heard.all()::toString);
    }
  }

  @Test
  void whoIsPutBackIntoTheWaitingRoomIsSpokenToAgain() {
    try (var bench = new PhoneBench(pbx)) {
      bench.caller();
      CallId call = bench.waitingCall();
      bench.calls().ask(call, menu(), "main/1", Duration.ofSeconds(1));
      bench.heard.forget();
      bench.calls().backToWaiting(call);
      bench.heard.first(CallEvent.Waiting.class);
      bench.calls().say(call, new Speech("it", List.of("n-1")), "after");
      Eventually.within(LONG, () -> bench.heard.has(CallEvent.Said.class));
    }
  }

  private static Speech menu() {
    return new Speech("it", List.of("menu-main"));
  }

  @Test
  void aCallerChoosesAQueueAndAnotherHearsThatItIsClosed() throws Exception {
    String more =
        Center.phone(pbx)
            + """
                - {did: "0551234568", queue: tributi}
                - {did: "0551234500", menu: main}
              menus:
                - id: main
                  prompt: menu-main
                  digits: {"1": {queue: informazioni}, "2": {queue: pratiche}}
                  otherwise: {queue: informazioni}
            """;
    try (var center = Center.start(directory, more, InboundIT::closeTaxes);
        var choosing =
            Sipp.start(
                pbx,
                "caller-presses",
                "-s",
                "0551234500",
                "-key",
                "from",
                NUMBER,
                "-key",
                "digit",
                "2");
        var late = Sipp.start(pbx, "caller", "-s", "0551234568", "-key", "from", "+390551")) {
      late.succeeds(LONG);
      Eventually.within(LONG, () -> metrics(center).contains(offered("pratiche", 1)));
      assertTrue(metrics(center).contains(offered("tributi", 0)), () -> metrics(center));
      assertTrue(metrics(center).contains(offered("informazioni", 0)), () -> metrics(center));
      String url = center.url("");
      try (var console = new ConsoleClient(url, "anna", center.password("anna"))) {
        Eventually.within(LONG, () -> cards(console).contains("out-of-hours"));
      }
      assertTrue(choosing.isRunning(), choosing::errors);
      assertEquals(0, choosing.statistics().failed(), choosing::errors);
    }
  }

  @Test
  void everythingElseWorksWhileAsteriskIsAway() throws Exception {
    String phone = Center.phone(pbx).replace("port: " + pbx.amiPort(), "port: " + Ports.freeTcp());
    try (var center = Center.start(directory, phone, _ -> {})) {
      String health = get(center.url("/health/ready"));
      assertTrue(health.contains("the PBX does not answer"), health);
      try (var console = new ConsoleClient(center.url(""), "anna", center.password("anna"))) {
        assertEquals("", cards(console));
      }
    }
  }

  /// Today and the days around it are closed for one queue.
  private static void closeTaxes(Path config) {
    LocalDate today = LocalDate.now(java.time.ZoneId.of("Europe/Rome"));
    replace(
        config.resolve("calendars.yaml"),
        "  - id: sempre\n",
        """
          - id: chiuso
            week:
              monday: ["09:00-13:00"]
            closures:
              - {from: %s, to: %s, reason: Prova}
          - id: sempre
        """
            .formatted(today.minusDays(2), today.plusDays(2)));
    Path queues = config.resolve("queues.yaml");
    replace(
        queues, "wrapUpFor: 3 min\n    opening: ufficio", "wrapUpFor: 3 min\n    opening: chiuso");
    replace(queues, "opening: mattina", "opening: sempre");
  }

  private static void replace(Path file, String good, String other) {
    try {
      String text = Files.readString(file);
      assertTrue(text.contains(good), good);
      Files.writeString(file, text.replace(good, other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String offered(String queue, int count) {
    return "contactcenter_contacts_offered_total{channel=\"voice\",queue=\"%s\"} %d.0"
        .formatted(queue, count);
  }

  private static String cards(ConsoleClient console) {
    var all = new StringBuilder();
    try {
      console.eachContact("", card -> all.append(card).append('\n'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return all.toString();
  }

  private static String metrics(Center center) {
    return get(center.url("/metrics"));
  }

  private static String get(String url) {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
