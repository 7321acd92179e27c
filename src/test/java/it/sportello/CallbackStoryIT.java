package it.sportello;

import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.Browser;
import it.sportello.testkit.Center;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.Sipp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A caller who asks to be called back, and one who says how content they were: the console of the
/// operator in a real browser, everything between real.
class CallbackStoryIT {
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void whoPressedTheKeyIsCalledBackFromTheConsole() throws Exception {
    try (var pbx = AsteriskServer.start();
        var center = start(pbx);
        var anna = Browser.start()) {
      anna.logIn(center, "anna");
      phoneIsReady(anna);
      try (var caller = presses(pbx, "1")) {
        caller.succeeds(SOON);
      }
      anna.click("presence-available");
      anna.see("offer-callback");
      anna.screenshot(Path.of("target/console-callback-offer.png"));
      assertTrue(anna.text("offer-callback").contains("+39055999"), anna.text("offer-callback"));
      try (var citizen =
          Sipp.startOn(pbx, pbx.trunkPort(), "outside-hangs-up", "-d", "3000", "-rtp_echo")) {
        anna.click("offer-accept");
        anna.see("call-hangup");
        Eventually.within(SOON, () -> heard(anna) > 50);
        anna.screenshot(Path.of("target/console-callback-talk.png"));
        citizen.succeeds(SOON);
      }
      anna.see("wrapup");
    }
  }

  @Test
  void whatTheCallerSaidAfterwardsIsInTheHistory() throws Exception {
    try (var pbx = AsteriskServer.start();
        var center = start(pbx);
        var anna = Browser.start()) {
      anna.logIn(center, "anna");
      phoneIsReady(anna);
      anna.click("presence-available");
      try (var caller = presses(pbx, "3")) {
        anna.click("call-answer");
        Eventually.within(SOON, () -> heard(anna) > 50);
        anna.click("call-hangup");
        anna.see("wrapup");
        caller.ends(SOON);
        anna.click("tab-history");
        Eventually.within(
            SOON, () -> anna.evaluate("document.body.innerText").asString("").contains("3 su 4"));
        anna.screenshot(Path.of("target/console-survey.png"));
      }
    }
  }

  private Center start(AsteriskServer pbx) throws IOException {
    String more = Center.phone(pbx) + "  outgoing: {prefixes: [\"+39\"], ringFor: 30 s}\n";
    return Center.start(directory, more, CallbackStoryIT::withCallback);
  }

  private static void withCallback(Path config) {
    Path file = config.resolve("queues.yaml");
    try {
      String text = Files.readString(file);
      Files.writeString(
          file,
          text.replaceFirst("    survey: \\{\\}\n", "    survey: {}\n    callback: {}\n")
              .replaceFirst("    opening: ufficio\n", "    opening: sempre\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sipp presses(AsteriskServer pbx, String digit) {
    return Sipp.startOn(
        pbx,
        Ports.freeUdp(),
        "caller-presses",
        "-s",
        Center.DID,
        "-key",
        "from",
        "+39055999888",
        "-key",
        "digit",
        digit,
        "-rtp_echo");
  }

  private static void phoneIsReady(Browser console) {
    Eventually.within(SOON, () -> console.attribute("phone-state", "data-line").equals("ready"));
  }

  private static long heard(Browser console) {
    return console.evaluate("window.__phoneStats()").path("inboundPackets").asLong();
  }
}
