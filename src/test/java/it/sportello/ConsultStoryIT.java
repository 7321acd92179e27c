package it.sportello;

import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.Browser;
import it.sportello.testkit.Center;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Sipp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A caller, two operators with softphones in their browsers, and everything between them real: one
/// asks the other while the caller hears music, all three talk, and the caller stays with who was
/// asked.
class ConsultStoryIT {
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir private Path directory;

  @Test
  void aCallerIsGivenToTheColleagueWhoWasAsked() throws Exception {
    try (var pbx = AsteriskServer.start();
        var center = Center.start(directory, Optional.of(pbx));
        var anna = Browser.start();
        var bruno = Browser.start()) {
      anna.logIn(center, "anna");
      bruno.logIn(center, "bruno");
      phoneIsReady(anna);
      phoneIsReady(bruno);
      anna.click("presence-available");
      try (var caller =
          Sipp.start(
              pbx, "caller", "-s", "0551234567", "-key", "from", "+393331234567", "-rtp_echo")) {
        anna.click("call-answer");
        Eventually.within(SOON, () -> heard(anna) > 50);

        anna.click("consult-open");
        anna.see("consult-operator");
        anna.select("consult-operator", "bruno");
        anna.click("consult-send");
        phase(anna, "ringing");
        bruno.click("call-answer");
        phase(anna, "aside");
        phase(bruno, "aside");
        Eventually.within(SOON, () -> heard(bruno) > 50);
        anna.screenshot(Path.of("target/console-consult.png"));
        bruno.screenshot(Path.of("target/console-consulted.png"));

        anna.click("consult-conference");
        phase(anna, "together");
        anna.click("consult-complete");
        anna.fill("given-note", "Ha già parlato con l'ufficio.");
        anna.screenshot(Path.of("target/console-given.png"));
        anna.click("given-done");
        Eventually.within(SOON, () -> text(bruno).contains("+393331234567"));
        bruno.see("call-hangup");
        long before = heard(bruno);
        Eventually.within(SOON, () -> heard(bruno) > before + 50);
        bruno.screenshot(Path.of("target/console-taken-over.png"));
        bruno.click("call-hangup");
        caller.succeeds(SOON);
      }
      bruno.see("wrapup");
      assertTrue(text(bruno).contains("+393331234567"));
    }
  }

  private static void phoneIsReady(Browser console) {
    Eventually.within(SOON, () -> console.attribute("phone-state", "data-line").equals("ready"));
  }

  private static void phase(Browser console, String phase) {
    console.see("consult");
    Eventually.within(SOON, () -> console.attribute("consult", "data-phase").equals(phase));
  }

  private static String text(Browser console) {
    return console.evaluate("document.body.innerText").asString("");
  }

  private static long heard(Browser console) {
    return console.evaluate("window.__phoneStats()").path("inboundPackets").asLong();
  }
}
