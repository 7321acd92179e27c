package it.sportello.bench;

import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.mime.MailSwitches;
import it.sportello.testkit.CrashingServer;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.RealMailServers;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;

/// Mail from a real Dovecot through the product (fetched, kept, read, decided, durable) beside
/// loops that only fetch the same messages: one after the other, and many with each command.
///
/// One product runs all the time; in each round new messages appear in its mailbox, it takes them,
/// then the loops fetch them. The server has looked at the folder by then, which helps the loops.
final class MailBenchmark {
  private static final int ROUNDS = Integer.getInteger("bench.mail.rounds", 5);
  private static final int MAILS = Integer.getInteger("bench.mail.mails", 10_000);
  private static final int IN_ONE_COMMAND = 100;
  private static final String ADDRESS = "info@sportello.example";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_EVERY_NANOS = 1_000_000_000;
  private static final Pattern TAKEN =
      Pattern.compile("(?m)^sportello_mail_taken_total\\{.*understood\".*} (\\S+)$");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory;

  MailBenchmark(Path directory) {
    this.directory = directory;
  }

  void run() throws Exception {
    Path product = Files.createDirectories(directory);
    try (var servers = RealMailServers.start(ADDRESS)) {
      servers.send("x@cittadini.example", ADDRESS, mail(0, 0));
      Eventually.within(PATIENCE, () -> !servers.files(ADDRESS).isEmpty());
      MailboxConfig mailbox = servers.mailbox("info", ADDRESS, Tls.NONE, Duration.ofSeconds(5));
      try (var server =
          CrashingServer.withMail(
              product, servers.smtpPort(), servers.imapPort(), ADDRESS, mailbox.imap().secret())) {
        server.flags(flags());
        server.start();
        server.awaitReady();
        Eventually.within(PATIENCE, () -> taken(server) == 1);
        compare(servers, mailbox, server);
        server.stop();
      }
    }
  }

  private static List<String> flags() {
    var flags = new ArrayList<>(Arrays.asList(ServerProcess.FLAGS));
    String more = System.getProperty("bench.mail.flags", "");
    if (!more.isEmpty()) {
      flags.addAll(List.of(more.split(" ", -1)));
    }
    return flags;
  }

  private void compare(RealMailServers servers, MailboxConfig mailbox, CrashingServer server)
      throws Exception {
    var ofProduct = new ArrayList<Double>();
    var ofSingle = new ArrayList<Double>();
    var ofMany = new ArrayList<Double>();
    // the first round is for the compiler
    for (int round = 0; round <= ROUNDS; round++) {
      double used = ProcessorTime.of(server.pid());
      double product = throughProduct(servers, server, round);
      double each = (ProcessorTime.of(server.pid()) - used) * 1000 / MAILS;
      double single = loop(mailbox, false);
      double many = loop(mailbox, true);
      Benchmarks.say(
          round == 0 ? "warm-up" : "round " + round,
          String.format(
              Locale.ROOT,
              "product %,.0f/s (%.2f ms of processor each), loop %,.0f/s, %d in one command"
                  + " %,.0f/s",
              product,
              each,
              single,
              IN_ONE_COMMAND,
              many));
      if (round > 0) {
        ofProduct.add(product);
        ofSingle.add(single);
        ofMany.add(many);
      }
    }
    say("product, mails/s", ofProduct);
    say("loop that fetches one after the other, mails/s", ofSingle);
    say("loop that fetches " + IN_ONE_COMMAND + " with a command, mails/s", ofMany);
    ratio("product / loop", ofProduct, ofSingle);
    ratio("product / loop with many in one command", ofProduct, ofMany);
  }

  private double throughProduct(RealMailServers servers, CrashingServer server, int round)
      throws IOException {
    Path maildir = servers.maildir(ADDRESS);
    var names = new ArrayList<String>();
    for (int n = 0; n < MAILS; n++) {
      String name = String.format(Locale.ROOT, "17%08d.M%06d.bench", round, n);
      Files.write(maildir.resolve("tmp").resolve(name), mail(round, n));
      names.add(name);
    }
    long before = taken(server);
    long begin = System.nanoTime();
    for (String name : names) {
      Files.move(maildir.resolve("tmp").resolve(name), maildir.resolve("new").resolve(name));
    }
    while (taken(server) < before + MAILS) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS); // seldom, because looking costs the server something
    }
    return MAILS / ((System.nanoTime() - begin) / 1e9);
  }

  /// Fetches the messages of the round from a connection of its own.
  private static double loop(MailboxConfig mailbox, boolean manyAtOnce)
      throws MessagingException, IOException {
    Properties properties = MailSwitches.properties();
    properties.setProperty("mail.imap.peek", "true");
    var store = Session.getInstance(properties).getStore("imap");
    var imap = mailbox.imap();
    store.connect(imap.host(), imap.port(), imap.user(), imap.secret());
    try (store) {
      Folder folder = store.getFolder("INBOX");
      folder.open(Folder.READ_ONLY);
      int count = folder.getMessageCount();
      Message[] all = folder.getMessages(count - MAILS + 1, count);
      long bytes = 0;
      long begin = System.nanoTime();
      for (int from = 0; from < all.length; from += IN_ONE_COMMAND) {
        Message[] some = Arrays.copyOfRange(all, from, Math.min(all.length, from + IN_ONE_COMMAND));
        if (manyAtOnce) {
          bytes += fetched((IMAPFolder) folder, some);
        } else {
          for (Message message : some) {
            try (InputStream in = ((IMAPMessage) message).getMimeStream()) {
              bytes += in.transferTo(OutputStream.nullOutputStream());
            }
          }
        }
      }
      if (bytes < (long) MAILS * mail(0, 0).length) {
        throw new IllegalStateException("only " + bytes + " bytes came");
      }
      return MAILS / ((System.nanoTime() - begin) / 1e9);
    }
  }

  private static long fetched(IMAPFolder folder, Message[] some) throws MessagingException {
    Object bytes =
        folder.doCommand(
            protocol -> {
              long all = 0;
              int first = some[0].getMessageNumber();
              int last = some[some.length - 1].getMessageNumber();
              for (Response answer : protocol.fetch(first, last, "BODY.PEEK[]")) {
                if (answer instanceof FetchResponse one && one.getItem(BODY.class) != null) {
                  all += one.getItem(BODY.class).getByteArray().getCount();
                }
              }
              return all;
            });
    return (Long) bytes;
  }

  private long taken(CrashingServer server) {
    try {
      String metrics =
          http.send(
                  HttpRequest.newBuilder(URI.create(server.url("/metrics"))).build(),
                  BodyHandlers.ofString())
              .body();
      return TAKEN
          .matcher(metrics)
          .results()
          .mapToLong(found -> (long) Double.parseDouble(found.group(1)))
          .sum();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static byte[] mail(int round, int n) {
    return ("""
    Return-Path: <cittadino%2$d@cittadini.example>
    Received: from mail.cittadini.example by mail.sportello.example; Sat, 28 Nov 2026 08:00:00 +0100
    From: "Cittadino Numero %2$d" <cittadino%2$d@cittadini.example>
    To: info@sportello.example
    Subject: Richiesta %1$d-%2$d: scadenza del pagamento
    Date: Sat, 28 Nov 2026 08:00:00 +0100
    Message-ID: <r%1$d-%2$d@cittadini.example>
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit

    """
                .formatted(round, n)
            + "Buongiorno, vorrei sapere quando scade il pagamento e perché.\n".repeat(20))
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void ratio(String what, List<Double> one, List<Double> other) {
    Benchmarks.say(what, String.format(Locale.ROOT, "%.2f", median(one) / median(other)));
  }

  private static void say(String what, List<Double> results) {
    Benchmarks.say(
        what,
        String.format(
            Locale.ROOT,
            "%,.0f (%,.0f to %,.0f)",
            median(results),
            Collections.min(results),
            Collections.max(results)));
  }

  private static double median(List<Double> results) {
    return results.stream().sorted().toList().get(results.size() / 2);
  }
}
