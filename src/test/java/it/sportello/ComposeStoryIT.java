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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator sees who writes: files, in a browser, with the whole server behind it.
class ComposeStoryIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String US = "info@sportello.example";
  private static final String CITIZEN = "cittadino@cittadini.example";

  @TempDir private Path directory;

  @Test
  void anAnswerWithFiles() throws Exception {
    Path file = Files.write(directory.resolve("Modulo di rimborso è qui.pdf"), new byte[150_000]);
    try (var center = Center.start(directory, Optional.empty());
        var console = Browser.start()) {
      console.logIn(center, "anna");
      console.click("presence-available");
      send(center, letter());
      console.click("offer-accept");
      console.see("attach-part");
      console.upload("file-input", file);
      Eventually.within(SOON, () -> count(console, "file") == 1);
      console.click("attach-part");
      Eventually.within(SOON, () -> count(console, "file") == 2);
      console.fill("reply-text", "Gentile cittadino,\necco il modulo e la sua ricevuta.");
      assertTrue(console.text("signature").contains("Cordiali saluti"));
      console.click("signature-en");
      assertTrue(console.text("signature").contains("Kind regards"));
      console.screenshot(Path.of("target/console-compose-files.png"));
      console.click("reply-send");
      console.see("reply-done");
      Eventually.within(SOON, () -> count(console, "file") == 0);
      Eventually.within(SOON, () -> said(console).contains("Consegnato"));
      console.screenshot(Path.of("target/console-compose-sent.png"));
      assertEquals(3, console.evaluate("document.querySelectorAll('a.attachment').length").asInt());
      assertTrue(said(console).contains("Kind regards\nAnna\n"), said(console));
      console.press("[data-testid=message-1] [data-testid=forward-open]");
      console.fill("forward-to", "ufficio@altrove.example");
      console.fill("reply-text", "Cari colleghi, spetta il rimborso?");
      console.click("forward-files");
      console.click("forward-whole");
      Eventually.within(SOON, () -> count(console, "file") == 2);
      console.screenshot(Path.of("target/console-compose-forward.png"));
      console.click("reply-send");
      Eventually.within(SOON, () -> count(console, "message-3") == 1);
      send(center, "ufficio@altrove.example", opinion(console));
      Eventually.within(SOON, () -> count(console, "message-role") == 2);
      console.screenshot(Path.of("target/console-compose-outsider.png"));
      console.click("reply-all");
      console.screenshot(Path.of("target/console-compose-all.png"));
      assertEquals(
          "tributi@comune.example, dora@example.org",
          console.evaluate("document.querySelector('[data-testid=reply-cc]').value").asString());
      assertTrue(said(console).contains("Modulo di rimborso è qui.pdf"));
    }
  }

  private static int count(Browser console, String id) {
    return console
        .evaluate("document.querySelectorAll('[data-testid=\"" + id + "\"]').length")
        .asInt();
  }

  private static String said(Browser console) {
    return console.evaluate("document.body.innerText").asString("");
  }

  private static String letter() {
    return """
    From: Carlo Cittadino <%s>
    To: %s, Ufficio Tributi <tributi@comune.example>
    Cc: Dora <dora@example.org>
    Subject: Rimborso Tari
    Message-ID: <s1@cittadini.example>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=b

    --b
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 7bit

    Buongiorno, vorrei il rimborso. In allegato la ricevuta.
    --b
    Content-Type: application/pdf; name=ricevuta.pdf
    Content-Disposition: attachment; filename=ricevuta.pdf
    Content-Transfer-Encoding: base64

    JVBERi0xLjQKJcOkw7zDtsOfCg==
    --b--
    """
        .formatted(CITIZEN, US);
  }

  /// What the office answers to what was forwarded to it, by the id it got.
  private static String opinion(Browser console) {
    String id =
        console
            .evaluate(
                "fetch(location.hash.replace(/.*\\/work\\//, '/api/v1/contacts/').replace(/$/,"
                    + " '/messages/3/raw')).then(r => r.text())")
            .asString()
            .lines()
            .filter(line -> line.startsWith("Message-ID:"))
            .findFirst()
            .orElseThrow()
            .replace("Message-ID:", "")
            .strip();
    return "From: Ufficio <ufficio@altrove.example>\nTo: "
        + US
        + "\nSubject: R: Rimborso Tari\nMessage-ID: <o1@altrove.example>\nIn-Reply-To: "
        + id
        + "\n\nSpetta dal trimestre successivo.\n";
  }

  private static void send(Center center, String message) throws Exception {
    send(center, CITIZEN, message);
  }

  private static void send(Center center, String from, String message) throws Exception {
    var smtp = new Server("127.0.0.1", center.smtpPort(), Tls.NONE, "", "");
    var citizen = new MailboxConfig("x", from, "", smtp, List.of(), Duration.ofMinutes(1), smtp);
    new SmtpSender(List.of(citizen))
        .send(
            "x",
            from,
            List.of(US),
            new ByteArrayInputStream(
                message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
  }
}
