package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.smtp.SmtpSender;
import it.sportello.testkit.Center;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.Eventually;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two machines that answer each other over a real mail server. The other one is of the worst kind:
/// its answers say neither that they are automatic nor what they answer.
class MailLoopIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String US = "info@sportello.example";
  private static final String MACHINE = "cittadino@cittadini.example";
  private static final String NEIGHBOUR = "vicina@cittadini.example";

  @TempDir private Path directory;
  private int smtpPort;
  private int answers;

  @Test
  void fallsSilentAndStaysSoAfterARestart() throws Exception {
    try (var center = Center.start(directory, "", MailLoopIT::acknowledging);
        var carla = console(center, "carla");
        var machine = new Inbox(center, MACHINE)) {
      smtpPort = center.smtpPort();
      answer(MACHINE);
      Eventually.within(
          SOON,
          () -> {
            answerAll(machine);
            return metric(center, "correspondent-limit") == 1;
          });
      assertEquals(3, metric(center, "sent"));
      Eventually.within(SOON, () -> machine.read() == 3);
      assertEquals(4, answers, "one to begin with, and one for each of ours");
      assertTrue(
          carla.get("/api/v1/intake").toString().contains("its address had as many as it may"));
      assertTrue(machine.last().contains("Auto-Submitted: auto-replied"), machine.last());
      assertTrue(machine.last().contains("Precedence: bulk"));
      // a person is told all the same
      answer(NEIGHBOUR);
      Eventually.within(SOON, () -> metric(center, "sent") == 4);
      assertEquals(3, machine.read());
    }
    try (var center = Center.again(directory)) {
      answer(MACHINE);
      Eventually.within(SOON, () -> metric(center, "correspondent-limit") == 1);
      assertEquals(0, metric(center, "sent"));
    }
  }

  private void answerAll(Inbox machine) {
    while (answers < machine.read() + 1) {
      answer(MACHINE);
    }
  }

  /// Writes as the machine does: a new id and a new subject each time, and no word of what it is.
  private void answer(String from) {
    int n = ++answers;
    String message =
        "From: %s\nTo: %s\nSubject: Ricevuto %d\nMessage-ID: <%d.%s>\n\nLa sua mail e' qui.\n"
            .formatted(from, US, n, n, from);
    var smtp = new Server("127.0.0.1", smtpPort, Tls.NONE, "", "");
    var account = new MailboxConfig("x", from, "", smtp, List.of(), Duration.ofMinutes(1), smtp);
    try {
      new SmtpSender(List.of(account))
          .send(
              "x",
              from,
              List.of(US),
              new ByteArrayInputStream(
                  message.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII)));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static int metric(Center center, String result) {
    try (var http = HttpClient.newHttpClient()) {
      String start =
          "sportello_mail_acknowledgements_total{mailbox=\"info\",result=\"" + result + "\"} ";
      return http.send(
              HttpRequest.newBuilder(URI.create(center.url("/metrics"))).build(),
              HttpResponse.BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(start))
          .mapToInt(line -> (int) Double.parseDouble(line.substring(start.length())))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static ConsoleClient console(Center center, String who) throws Exception {
    return new ConsoleClient(center.url("").replaceAll("/$", ""), who, center.password(who));
  }

  private static void acknowledging(Path config) {
    try {
      Path file = config.resolve("sportello.yaml");
      Files.writeString(
          file,
          Files.readString(file)
              .replace(
                  "      embedded: true\n",
                  """
                        embedded: true
                        acknowledge: {languages: [it, en], perCorrespondent: 3}
                  """));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What lies in a mailbox of the real server.
  private static final class Inbox implements AutoCloseable {
    private final Store store;

    Inbox(Center center, String address) throws Exception {
      store = Session.getInstance(new Properties()).getStore("imap");
      store.connect("127.0.0.1", center.imapPort(), address, center.password(address));
    }

    int read() {
      return all().length;
    }

    String last() throws Exception {
      var bytes = new java.io.ByteArrayOutputStream();
      Message[] all = all();
      all[all.length - 1].writeTo(bytes);
      return bytes.toString(StandardCharsets.UTF_8);
    }

    private Message[] all() {
      try {
        Folder folder = store.getFolder("INBOX");
        folder.open(Folder.READ_ONLY);
        return folder.getMessages();
      } catch (MessagingException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() throws MessagingException {
      store.close();
    }
  }
}
