package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.CrashingOperator;
import it.sportello.testkit.CrashingServer;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the server with SIGKILL at random moments under mixed load (forms, mails, an operator at
/// work), and looks from outside: everything that was acknowledged is there once, and every mail on
/// the mail server became exactly one contact.
class CrashIT {
  private static final int KILLS = Integer.getInteger("sportello.kills", 10);
  private static final Pattern ANSWER = Pattern.compile("Risposta numero \\d+ fine");
  private static final String MAILBOX = "info@sportello.example";

  @TempDir private Path directory;

  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final AtomicInteger mails = new AtomicInteger();
  private final AtomicBoolean loading = new AtomicBoolean(true);

  @Test
  void losesNothingAndDoublesNothing() throws Exception {
    long seed = Long.getLong("sportello.seed", System.nanoTime());
    System.out.println("CrashIT: " + KILLS + " kills, sportello.seed=" + seed);
    var random = new Random(seed);
    int smtp = Ports.freeTcp();
    int imap = Ports.freeTcp();
    var post =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(smtp, "127.0.0.1", "smtp"), new ServerSetup(imap, "127.0.0.1", "imap")
            });
    post.setUser(MAILBOX, MAILBOX, "geheim");
    post.start();
    try (var server = CrashingServer.withMail(directory, smtp, imap, MAILBOX, "geheim")) {
      server.start();
      Thread forms = Thread.ofVirtual().start(() -> sendForms(server));
      Thread letters = Thread.ofVirtual().start(() -> sendMails(smtp));
      server.awaitReady();
      var anna = new CrashingOperator(server, "anna");
      Thread work = Thread.ofVirtual().start(() -> anna.work(loading::get));
      for (int kill = 0; kill < KILLS; kill++) {
        if (kill % 5 != 4) {
          awaitWork(server, anna);
        }
        // One in five dies while it starts, the others under load.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(50, 1200)));
        server.kill();
        server.start();
      }
      loading.set(false);
      forms.join();
      letters.join();
      work.join();
      server.awaitReady();
      try (var console = server.console("carla")) {
        checkContacts(console);
        checkWork(anna, console, post);
      }
      server.stop();
      assertEquals(0, server.run("journal", "verify", directory.resolve("data").toString()));
    } finally {
      post.stop();
    }
  }

  /// Waits until the server has done everything at least once in this life: also on a machine so
  /// busy that it needs long to start.
  private void awaitWork(CrashingServer server, CrashingOperator anna) {
    server.awaitReady();
    long closed = anna.closed();
    int forms = acknowledged.size();
    Eventually.within(
        Duration.ofMinutes(3), () -> anna.closed() > closed && acknowledged.size() > forms);
  }

  private record Found(Map<String, Integer> codes, Map<String, Integer> mails) {}

  private void checkContacts(ConsoleClient console) throws Exception {
    Eventually.within(
        Duration.ofMinutes(10), () -> count(console, "&channel=email").mails.size() == mails.get());
    Found found = count(console, "");
    assertTrue(acknowledged.size() > KILLS, "forms were acknowledged between the kills");
    for (String code : acknowledged) {
      assertEquals(1, found.codes.getOrDefault(code, 0), "the request " + code);
    }
    found.mails.forEach((subject, times) -> assertEquals(1, times, subject));
  }

  /// An answer is at the mail server as soon as the outbox could send it; a death between sending
  /// and writing that down may send it again, under the same id.
  private static void checkWork(CrashingOperator anna, ConsoleClient console, GreenMail post)
      throws Exception {
    anna.check(console);
    System.out.println("CrashIT: " + anna);
    assertTrue(
        anna.closed() > KILLS / 2, "contacts were closed between the kills: " + anna.closed());
    List<String> answers = anna.answers();
    Eventually.within(Duration.ofMinutes(10), () -> received(post).keySet().containsAll(answers));
    received(post).forEach((text, ids) -> assertEquals(1, ids.size(), text + ": " + ids));
  }

  /// The ids under which each answer reached its reader.
  private static Map<String, Set<String>> received(GreenMail post) {
    Map<String, Set<String>> ids = new HashMap<>();
    try {
      for (MimeMessage mail : post.getReceivedMessages()) {
        Matcher answer = ANSWER.matcher(GreenMailUtil.getBody(mail));
        if (answer.find()) {
          ids.computeIfAbsent(answer.group(), _ -> new HashSet<>()).add(mail.getMessageID());
        }
      }
      return ids;
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /// @param filter more parameters of the list
  private static Found count(ConsoleClient console, String filter) {
    var found = new Found(new HashMap<>(), new HashMap<>());
    try {
      console.eachContact(
          filter,
          card -> {
            found.codes.merge(card.path("code").asString(""), 1, Integer::sum);
            if (card.path("channel").asString("").equals("email")) {
              found.mails.merge(card.path("subject").asString(""), 1, Integer::sum);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  private void sendForms(CrashingServer server) {
    int n = 0;
    try (var client = HttpClient.newHttpClient()) {
      while (loading.get()) {
        String body =
            "{\"queue\":\"informazioni\",\"name\":\"Maria\",\"email\":\"maria@cittadini.example\","
                + "\"subject\":\"Modulo "
                + n++
                + "\",\"text\":\"Buongiorno\",\"consent\":true}";
        try {
          HttpResponse<String> answer =
              client.send(
                  HttpRequest.newBuilder(URI.create(server.url("/api/v1/forms")))
                      .header("Content-Type", "application/json")
                      .timeout(Duration.ofSeconds(5))
                      .POST(BodyPublishers.ofString(body))
                      .build(),
                  BodyHandlers.ofString());
          if (answer.statusCode() == 201) {
            acknowledged.add(answer.body().replaceAll(".*\"code\":\"([^\"]+)\".*", "$1"));
          }
        } catch (IOException e) {
          // The server was killed in the middle: this one was not acknowledged.
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendMails(int smtp) {
    var properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", Integer.toString(smtp));
    Session session = Session.getInstance(properties);
    while (loading.get()) {
      int n = mails.incrementAndGet();
      String text =
          "Message-ID: <"
              + n
              + "@cittadini.example>\r\nFrom: maria@cittadini.example\r\nTo: "
              + MAILBOX
              + "\r\nSubject: Lettera "
              + n
              + "\r\n\r\nBuongiorno\r\n";
      try (Transport out = session.getTransport("smtp")) {
        out.connect();
        out.sendMessage(
            new MimeMessage(
                session, new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))),
            new InternetAddress[] {new InternetAddress(MAILBOX)});
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }
}
