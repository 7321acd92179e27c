package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Server;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.mail.pec.PecAuthority;
import it.sportello.mail.pec.PecPost;
import it.sportello.mail.smtp.SmtpSender;
import it.sportello.testkit.Browser;
import it.sportello.testkit.Center;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.Eventually;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A PEC conversation with the whole product: a letter comes in its envelope, is answered, and the
/// receipts of the answer come back over the mailbox.
class PecIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String US = "info@sportello.example";
  private static final String DORA = "dora@pec.test";
  private static final PecAuthority PROVIDER = new PecAuthority();
  private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>]+>)");

  @TempDir private Path directory;

  @Test
  void aConversationWithItsReceipts() throws Exception {
    try (var center = Center.start(directory, "", this::withPec);
        var anna =
            new ConsoleClient(
                center.url("").replaceAll("/$", ""), "anna", center.password("anna"))) {
      anna.goLive();
      assertEquals(200, anna.post("/api/v1/presence", Map.of("presence", "available")));
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      var came = new PecPost(PROVIDER, "<d1@dora>", "in-1@g.test", DORA, List.of(US), List.of());
      String letter =
          "From: Dora <"
              + DORA
              + ">\nTo: "
              + US
              + "\nSubject: Istanza\n"
              + "Content-Type: text/plain\n\nBuongiorno.\n";
      deliver(center, came.envelope(letter, now));
      String id = eventually(() -> first(anna)).path("id").asString();
      assertEquals(200, anna.post("/api/v1/contacts/" + id + "/accept", Map.of()));
      assertEquals("pec", detail(anna, id).path("card").path("channel").asString());
      assertEquals(
          200,
          anna.post(
              "/api/v1/contacts/" + id + "/reply", Map.of("text", "Risposta", "cc", List.of())));
      eventually(
          () -> {
            JsonNode m = detail(anna, id).path("messages").path(1);
            return m.path("delivery").asString("").equals("sent") ? m : null;
          });
      String eml = anna.text("/api/v1/contacts/" + id + "/messages/2/raw");
      assertTrue(eml.contains("From: ") && eml.contains(US), eml);
      Matcher ours = MESSAGE_ID.matcher(eml);
      assertTrue(ours.find(), eml);
      var went = new PecPost(PROVIDER, ours.group(1), "out-1@g.test", US, List.of(DORA), List.of());
      deliver(center, went.delivered(DORA, now.plusSeconds(2)));
      deliver(center, went.accepted(now.plusSeconds(1)));
      JsonNode sent =
          eventually(
              () -> {
                JsonNode m = detail(anna, id).path("messages").path(1);
                return m.path("evidence").size() == 2 ? m : null;
              });
      assertEquals("delivered", sent.path("recipients").path(0).path("state").asString());
      assertEquals("valid", sent.path("evidence").path(0).path("signature").asString());
      String zip = anna.text("/api/v1/contacts/" + id + "/evidence");
      assertTrue(zip.startsWith("PK") && zip.contains("002-out-01-avvenuta-consegna.eml"));
      var more = new PecPost(PROVIDER, "<d2@dora>", "in-2@g.test", DORA, List.of(US), List.of());
      deliver(
          center,
          more.envelope(letter.replace("Content", "In-Reply-To: <out-1@g.test>\nContent"), now));
      eventually(() -> detail(anna, id).path("messages").size() == 3 ? detail(anna, id) : null);
      assertEquals(1, anna.get("/api/v1/contacts").path("contacts").size());
    }
  }

  @Test
  void aForwardHasReceiptsOfItsOwnAndItsAnswerComesBack() throws Exception {
    String office = "ufficio@pec.altrove.test";
    try (var center = Center.start(directory, "", this::withPec);
        var anna =
            new ConsoleClient(
                center.url("").replaceAll("/$", ""), "anna", center.password("anna"))) {
      anna.goLive();
      assertEquals(200, anna.post("/api/v1/presence", Map.of("presence", "available")));
      Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      var came = new PecPost(PROVIDER, "<d1@dora>", "in-1@g.test", DORA, List.of(US), List.of());
      String letter =
          "From: Dora <" + DORA + ">\nTo: " + US + "\nSubject: Istanza\n\nBuongiorno.\n";
      deliver(center, came.envelope(letter, now));
      String id = eventually(() -> first(anna)).path("id").asString();
      String contact = "/api/v1/contacts/" + id;
      assertEquals(200, anna.post(contact + "/accept", Map.of()));
      assertEquals(
          200,
          anna.post(
              contact + "/messages/1/forward",
              Map.of("to", List.of(office), "text", "Che ne dite?")));
      JsonNode forward =
          eventually(
              () -> {
                JsonNode m = detail(anna, id).path("messages").path(1);
                return m.path("delivery").asString("").equals("sent") ? m : null;
              });
      assertEquals("forward", forward.path("role").asString());
      String eml = anna.text(contact + "/messages/2/raw");
      assertTrue(eml.contains("To: " + office), eml);
      assertTrue(
          !eml.contains("d1@dora") && !eml.contains("in-1@g.test"), "the citizen's ids stay");
      Matcher ours = MESSAGE_ID.matcher(eml);
      assertTrue(ours.find(), eml);

      var went =
          new PecPost(PROVIDER, ours.group(1), "out-1@g.test", US, List.of(office), List.of());
      deliver(center, went.accepted(now.plusSeconds(1)));
      deliver(center, went.delivered(office, now.plusSeconds(2)));
      JsonNode sent =
          eventually(
              () -> {
                JsonNode m = detail(anna, id).path("messages").path(1);
                return m.path("evidence").size() == 2 ? m : null;
              });
      assertEquals(1, sent.path("recipients").size(), "nobody else got it");
      assertEquals(office, sent.path("recipients").path(0).path("address").asString());
      assertEquals("delivered", sent.path("recipients").path(0).path("state").asString());

      var back =
          new PecPost(PROVIDER, "<o1@office>", "in-9@g.test", office, List.of(US), List.of());
      deliver(
          center,
          back.envelope(
              "From: <"
                  + office
                  + ">\nTo: "
                  + US
                  + "\nSubject: R: Istanza\n"
                  + "In-Reply-To: <out-1@g.test>\n\nSpetta.\n",
              now.plusSeconds(9)));
      JsonNode messages =
          eventually(
              () -> {
                JsonNode all = detail(anna, id).path("messages");
                return all.size() == 3 ? all : null;
              });
      assertEquals("outsider", messages.path(2).path("role").asString());
      assertEquals("envelope", messages.path(2).path("evidence").path(0).path("kind").asString());
      assertEquals(DORA, detail(anna, id).path("replyTo").asString());
      assertEquals(1, anna.get("/api/v1/contacts").path("contacts").size());
      String zip = anna.text(contact + "/evidence");
      assertTrue(zip.contains("002-out-01-accettazione.eml"), "receipts of the forward");
      assertTrue(zip.contains("002-out-02-avvenuta-consegna.eml"));
      assertTrue(zip.contains("003-in.eml"));
    }
  }

  @Test
  void aReceiptThatDoesNotComeIsListedUntilSomebodyDecides() throws Exception {
    var later = new AtomicReference<>(Duration.ZERO);
    String id;
    try (var center =
        Center.start(directory, "", this::withPec, () -> Instant.now().plus(later.get()))) {
      String base = center.url("").replaceAll("/$", "");
      try (var anna = new ConsoleClient(base, "anna", center.password("anna"))) {
        anna.goLive();
        assertEquals(200, anna.post("/api/v1/presence", Map.of("presence", "available")));
        var came = new PecPost(PROVIDER, "<d1@dora>", "in-1@g.test", DORA, List.of(US), List.of());
        String letter = "From: Dora <" + DORA + ">\nTo: " + US + "\nSubject: Istanza\n\nCiao.\n";
        deliver(center, came.envelope(letter, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
        id = eventually(() -> first(anna)).path("id").asString();
        assertEquals(200, anna.post("/api/v1/contacts/" + id + "/accept", Map.of()));
        String reply = "/api/v1/contacts/" + id + "/reply";
        assertEquals(200, anna.post(reply, Map.of("text", "Risposta", "cc", List.of())));
        assertEquals(403, anna.post("/api/v1/contacts/" + id + "/messages/2/no-receipt", Map.of()));
      }
      later.set(Duration.ofHours(2));
      try (var carla = new ConsoleClient(base, "carla", center.password("carla"));
          var browser = Browser.start()) {
        JsonNode missing =
            eventually(
                () -> {
                  JsonNode all = carla.get("/api/v1/receipts").path("missing");
                  return all.size() == 1 ? all.path(0) : null;
                });
        assertEquals(
            id + " 2 acceptance " + DORA,
            "%s %d %s %s"
                .formatted(
                    missing.path("contact").asString(),
                    missing.path("n").asInt(),
                    missing.path("stage").asString(),
                    missing.path("recipients").path(0).asString()));
        Eventually.within(SOON, () -> overdue(carla).contains("{stage=\"acceptance\"} 1.0"));
        browser.logIn(center, "carla");
        browser.open(center.url("/console/#/intake"));
        browser.see("receipt-" + id + "-2");
        browser.screenshot(Path.of("target/missing-receipts.png"));
        browser.click("receipt-stop-" + id + "-2");
        browser.click("receipt-stop-" + id + "-2");
        eventually(() -> carla.get("/api/v1/receipts").path("missing").isEmpty() ? missing : null);
        Eventually.within(SOON, () -> overdue(carla).contains("{stage=\"acceptance\"} 0.0"));
        assertTrue(detail(carla, id).toString().contains("non è più attesa"));
        assertEquals(
            409, carla.post("/api/v1/contacts/" + id + "/messages/2/no-receipt", Map.of()));
      }
    }
  }

  private static String overdue(ConsoleClient client) {
    try {
      return client
          .text("/metrics")
          .lines()
          .filter(line -> line.startsWith("sportello_pec_receipts_overdue"))
          .toList()
          .toString();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void withPec(Path config) {
    try {
      PROVIDER.pem(config);
      Path file = config.resolve("sportello.yaml");
      String text =
          Files.readString(file)
              .replace("      # channel: email\n", "      channel: pec\n")
              .replace("\n  mailboxes:\n", "\n  pec: {trustStore: [ca.pem]}\n  mailboxes:\n");
      Files.writeString(file, text);
      Path queues = config.resolve("queues.yaml");
      String target = "      email: {within: 8 h, ratio: 0.95}\n";
      Files.writeString(
          queues,
          Files.readString(queues)
              .replace(target, target + "      pec: {within: 16 h, ratio: 0.95}\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void deliver(Center center, byte[] message) throws Exception {
    var smtp = new Server("127.0.0.1", center.smtpPort(), Tls.NONE, "", "");
    var provider =
        new MailboxConfig(
            "x", PecAuthority.PROVIDER, "", smtp, List.of(), Duration.ofMinutes(1), smtp);
    new SmtpSender(List.of(provider))
        .send("x", PecAuthority.PROVIDER, List.of(US), new ByteArrayInputStream(message));
  }

  private static JsonNode detail(ConsoleClient client, String id) throws Exception {
    return client.get("/api/v1/contacts/" + id);
  }

  private static @Nullable JsonNode first(ConsoleClient client) throws Exception {
    JsonNode first = client.get("/api/v1/contacts").path("contacts").path(0);
    return first.path("state").path("kind").asString("").equals("offered") ? first : null;
  }

  private static JsonNode eventually(Callable<? extends @Nullable JsonNode> look) {
    var found = new AtomicReference<@Nullable JsonNode>();
    Eventually.within(
        SOON,
        () -> {
          try {
            found.set(look.call());
            return found.get() != null;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    return java.util.Objects.requireNonNull(found.get());
  }
}
