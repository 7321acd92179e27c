package it.sportello.mail.mime;

import static it.sportello.mail.mime.Mails.bytes;
import static it.sportello.mail.mime.Mails.content;
import static it.sportello.mail.mime.Mails.read;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Sha256;
import it.sportello.mail.InboundMail.Content;
import it.sportello.mail.ParsedMail;
import it.sportello.mail.Reason;
import it.sportello.mail.ReplyText;
import it.sportello.mail.pec.TrustedCas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MimeReaderBoundsTest {
  @Test
  void neverFailsOnGarbage() {
    var random = new Random(20261120);
    for (int i = 0; i < 200; i++) {
      byte[] raw = new byte[random.nextInt(3_000)];
      random.nextBytes(raw);
      assertInstanceOf(Content.Understood.class, content(raw), "seeded 20261120, round " + i);
    }
  }

  @Test
  void staysWithinItsBounds() {
    String many = "From: a@b.it\nContent-Type: multipart/mixed; boundary=x\n\n";
    ParsedMail parts = read(many + "--x\nContent-Type: image/png\n\ny\n".repeat(10_000) + "--x--");
    assertEquals(999, parts.attachments().size());
    assertTrue(Reason.words(parts.problems()).contains("more than 1000 parts"), "said");

    var deep = new StringBuilder("From: a@b.it\n");
    for (int i = 0; i < 2_000; i++) {
      deep.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\n\n--b");
      deep.append(i).append('\n');
    }
    assertEquals(1, read(deep + "\n\nin fondo").attachments().size());

    Content bomb = content(bytes("X-A: b\n".repeat(100_000) + "\nciao"));
    assertInstanceOf(Content.NotUnderstood.class, bomb);

    ParsedMail longText = read("From: a@b.it\n\n" + "parola ".repeat(400_000));
    assertEquals(1 << 20, longText.text().length());
    assertTrue(Reason.words(longText.problems()).contains("was cut"), "said");

    ParsedMail header = read("To: " + "a@b.it, ".repeat(50_000) + "\nFrom: a@b.it\n\nciao");
    assertEquals(1_000, header.to().size());
  }

  @Test
  void takesNoLongTimeForTextsThatAreMadeToTakeIt() throws IOException {
    String html = "From: a@b.it\nContent-Type: text/html\n\n";
    String[] evil = {
      html + "<pre>" + " ".repeat(1_000_000) + "x",
      html + "<p><b><i>x".repeat(40_000),
      html + "<a href=http://x.it><table>".repeat(15_000),
      html + "<blockquote>".repeat(40_000) + "x",
      html + "&lt;".repeat(100_000),
      "From: a@b.it\nContent-Type: image/png; name=\"a" + ".".repeat(200_000) + "b\"\n\nx",
      "From: a@b.it\nSubject: " + "=?utf-8?q?".repeat(25_000) + "\n\nx",
      "From: " + "<\"(".repeat(80_000) + "\nSubject: x\n\nx",
      "From: a@b.it\nReferences: " + "a".repeat(250_000) + "\n\nx",
      "From: a@b.it\n\n" + "> x\ny\n".repeat(150_000),
      "From: MAILER-DAEMON@b.it\nSubject: failure notice\n\n" + "a.".repeat(500_000)
    };
    // each takes well below a second; what is quadratic would take hours
    var limit = Duration.ofMinutes(1);
    var patient = new MimeReader(new ReaderLimits(1 << 24, 5_000, 1_000, 30, 1 << 20, limit));
    for (int i = 0; i < evil.length; i++) {
      byte[] raw = bytes(evil[i]);
      String number = "number " + i;
      Content content = patient.read(new ByteArrayInputStream(raw), Sha256.of(raw));
      var mail = assertInstanceOf(Content.Understood.class, content, number).mail();
      assertTimeoutPreemptively(limit, () -> ReplyText.of(mail.text()), number);
    }
  }

  @Test
  void givesUpWhenTimeIsUp() throws InterruptedException, IOException {
    var told = new CountDownLatch(1);
    var reading = new AtomicReference<@Nullable Thread>();
    ThreadFactory stuck =
        _ -> {
          var thread = Thread.ofPlatform().daemon().unstarted(() -> waitUntilTold(told));
          reading.set(thread);
          return thread;
        };
    var limits = new ReaderLimits(1 << 20, 100, 100, 10, 1 << 20, Duration.ofMillis(1));
    byte[] raw = bytes("From: a@b.it\n\nx");
    var content =
        new MimeReader(limits, TrustedCas.builtIn(), stuck)
            .read(new ByteArrayInputStream(raw), Sha256.of(raw));
    told.countDown();
    requireNonNull(reading.get()).join();
    var refused = assertInstanceOf(Content.NotUnderstood.class, content);
    assertTrue(refused.reason().contains("takes longer"), refused.reason());
  }

  private static void waitUntilTold(CountDownLatch told) {
    try {
      told.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
