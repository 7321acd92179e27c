package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.smtp.SmtpSender;
import it.sportello.testkit.Browser;
import it.sportello.testkit.Center;
import it.sportello.testkit.Eventually;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same answer is written in two windows: nothing of either is lost, and the operator chooses.
class DraftConflictIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String US = "info@sportello.example";
  private static final String CITIZEN = "cittadino@cittadini.example";

  @TempDir private Path directory;

  @Test
  void whoeverWasOvertakenSeesBothTextsAndChooses() throws Exception {
    try (var center = Center.start(directory, Optional.empty());
        var first = Browser.start();
        var second = Browser.start()) {
      first.logIn(center, "anna");
      first.click("presence-available");
      send(center);
      first.click("offer-accept");
      first.fill("reply-text", "Gentile cittadino, il primo testo.");
      Eventually.within(SOON, () -> said(first).contains("Bozza salvata"));

      second.logIn(center, "anna");
      second.open(center.url("/console/" + hash(first)));
      second.see("reply-text");
      Eventually.within(SOON, () -> reply(second).contains("il primo testo"));
      second.fill("reply-text", "Gentile cittadino, il secondo testo.");
      Eventually.within(SOON, () -> said(second).contains("Bozza salvata"));

      first.fill("reply-text", "Gentile cittadino, il primo testo, corretto.");
      first.see("draft-conflict");
      String conflict = first.text("draft-conflict");
      assertTrue(conflict.contains("il secondo testo"), conflict);
      assertEquals("Gentile cittadino, il primo testo, corretto.", reply(first));
      first.screenshot(Path.of("target/draft-conflict.png"));
      first.click("draft-mine");
      Eventually.within(SOON, () -> said(first).contains("Bozza salvata"));

      second.fill("reply-text", "Gentile cittadino, il secondo testo, corretto.");
      second.see("draft-conflict");
      second.screenshot(Path.of("target/draft-conflict-second.png"));
      second.click("draft-other");
      Eventually.within(
          SOON, () -> reply(second).equals("Gentile cittadino, il primo testo, corretto."));
      second.click("reply-send");
      second.see("reply-done");

      first.fill("reply-text", "Gentile cittadino, troppo tardi.");
      first.see("draft-conflict");
      first.screenshot(Path.of("target/draft-conflict-gone.png"));
      assertEquals("Gentile cittadino, troppo tardi.", reply(first));
    }
  }

  private static String hash(Browser console) {
    return console.evaluate("location.hash").asString();
  }

  private static String reply(Browser console) {
    return console
        .evaluate("document.querySelector('[data-testid=reply-text]')?.value ?? ''")
        .asString("");
  }

  private static String said(Browser console) {
    return console.evaluate("document.body.innerText").asString("");
  }

  private static void send(Center center) throws Exception {
    String letter =
        "From: Carlo <%s>\nTo: %s\nSubject: Rimborso\nMessage-ID: <s1@c>\n\nBuongiorno.\n"
            .formatted(CITIZEN, US);
    var smtp = new Server("127.0.0.1", center.smtpPort(), Tls.NONE, "", "");
    var citizen = new MailboxConfig("x", CITIZEN, "", smtp, List.of(), Duration.ofMinutes(1), smtp);
    new SmtpSender(List.of(citizen))
        .send(
            "x",
            CITIZEN,
            List.of(US),
            new ByteArrayInputStream(
                letter.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
  }
}
