package it.sportello;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Sha256;
import it.sportello.mail.MailboxConfig;
import it.sportello.mail.MailboxConfig.Tls;
import it.sportello.testkit.Center;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.CrashingServer;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.ForeignReader;
import it.sportello.testkit.RealMailServers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What an operator sends, over a real Postfix and Dovecot, read there by a parser that is not
/// ours; the server is killed between each two steps.
class ComposeIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String US = "info@sportello.example";
  private static final String ANNA = "anna@cittadini.example";

  /// Longer than a header line, beyond ASCII, with what breaks careless writers.
  private static final String LONG =
      "Perché № 5 – modulo di richiesta, \"versione\" definitiva; con €, 漢字 e così via.pdf";

  @TempDir private Path directory;

  @Test
  void filesArriveByteByByteWheneverTheServerDies() throws Exception {
    try (var mail = RealMailServers.start(US, ANNA);
        var server = server(mail)) {
      server.start();
      server.awaitReady();
      mail.send(ANNA, US, question());
      byte[] large = bytes(9_000_000);
      byte[] small = "a;b\r\n1;2\n".getBytes(StandardCharsets.UTF_8);
      String id;
      List<String> files;
      try (ConsoleClient anna = working(server)) {
        id = accepted(anna);
        files = List.of(upload(anna, id, LONG, large), upload(anna, id, "dati.csv", small));
      }
      restart(server);
      try (ConsoleClient anna = working(server)) {
        JsonNode ready = composing(anna, id);
        assertEquals(2, ready.path("files").size(), "uploads survive");
        assertEquals("it", ready.path("language").asString());
        assertTrue(ready.path("signatures").path("en").asString().startsWith("Kind regards\nAnna"));
        Map<String, Object> reply = Map.of("text", "Ecco i moduli.", "files", files);
        assertEquals(200, anna.post("/api/v1/contacts/" + id + "/reply", reply));
      }
      restart(server);
      Eventually.within(SOON, () -> !ForeignReader.read(mail, ANNA).isEmpty());
      JsonNode sent = ForeignReader.read(mail, ANNA).getFirst();
      assertEquals(0, sent.path("defects").size(), sent.toString());
      assertTrue(sent.path("longestLine").asInt() <= 998 && sent.path("sevenBit").asBoolean());
      String text = sent.path("text").asString().replace("\r\n", "\n");
      assertTrue(text.startsWith("Ecco i moduli.\n\n-- \nCordiali saluti\nAnna\n"), text);
      isFile(sent.path("files").path(0), LONG.replace('"', '_'), "application/pdf", large);
      isFile(sent.path("files").path(1), "dati.csv", "text/csv", small);
      try (ConsoleClient anna = working(server)) {
        JsonNode message = anna.get("/api/v1/contacts/" + id).path("messages").path(1);
        assertEquals(LONG.replace('"', '_').replace(';', '_'), name(message, 0));
        String where = "/api/v1/contacts/" + id + "/messages/2/attachments/";
        assertArrayEquals(large, anna.bytes(where + 0, "").body());
        assertArrayEquals(small, anna.bytes(where + 1, "").body());
        assertEquals(0, composing(anna, id).path("files").size(), "what was sent is forgotten");
      }
      server.stop();
    }
  }

  @Test
  void whatAThirdPartyAnswersComesBackIntoTheContact() throws Exception {
    String office = "ufficio@altrove.example";
    try (var mail = RealMailServers.start(US, ANNA, office);
        var server = server(mail)) {
      server.start();
      server.awaitReady();
      mail.send(ANNA, US, withFile());
      String id;
      try (ConsoleClient anna = working(server)) {
        id = accepted(anna);
        String contact = "/api/v1/contacts/" + id;
        String files = contact + "/files/received";
        var part = anna.answer(files, Map.of("message", 1, "part", 0));
        var whole = anna.answer(files, Map.of("message", 1));
        String forward = contact + "/messages/1/forward";
        for (String wrong : List.of(US, "info+x@sportello.example")) {
          assertEquals(
              "400 own-address",
              said(anna.answer(forward, Map.of("to", List.of(wrong), "text", ""))));
        }
        assertEquals(
            "400 customers-address",
            said(anna.answer(forward, Map.of("to", List.of(ANNA), "text", ""))));
        assertEquals(
            "404 no-such-message",
            said(
                anna.answer(
                    contact + "/messages/7/forward", Map.of("to", List.of(office), "text", ""))));
        Map<String, Object> words =
            Map.of(
                "to",
                List.of(office),
                "text",
                "Che ne dite?",
                "files",
                List.of(idOf(part), idOf(whole)));
        assertEquals(200, anna.post(forward, words));
      }
      restart(server);
      Eventually.within(SOON, () -> !ForeignReader.read(mail, office).isEmpty());
      JsonNode forwarded = ForeignReader.read(mail, office).getFirst();
      assertEquals(US, address(forwarded.path("from").asString()));
      assertEquals("I: Moduli", forwarded.path("subject").asString());
      assertTrue(forwarded.path("references").isNull(), "the citizen's ids stay here");
      String text = forwarded.path("text").asString().replace("\r\n", "\n");
      assertTrue(text.contains("Che ne dite?\n\n-- \nCordiali saluti\nAnna\n"), text);
      assertTrue(
          text.contains("---------- Messaggio inoltrato ----------\nDa: Anna <" + ANNA), text);
      assertTrue(text.contains("\nOggetto: Moduli\nA: " + US + "\n\nQuali?"), text);
      isFile(forwarded.path("files").path(0), "modulo.bin", "application/octet-stream", PART);
      assertEquals("message/rfc822", forwarded.path("files").path(1).path("type").asString());
      assertEquals("Moduli", forwarded.path("files").path(1).path("inside").asString());
      answer(mail, office, forwarded.path("messageId").asString());
      try (ConsoleClient anna = working(server)) {
        String contact = "/api/v1/contacts/" + id;
        JsonNode messages = eventually(anna, contact, 3);
        assertEquals("forward", messages.path(1).path("role").asString());
        assertEquals("outsider", messages.path(2).path("role").asString());
        assertTrue(messages.path(0).path("role").isNull());
        JsonNode detail = anna.get(contact);
        assertEquals(ANNA, detail.path("replyTo").asString(), "the customer is who it was");
        assertTrue(detail.toString().contains("Messaggio 1 inoltrato a " + office));
        assertEquals(0, firstReplies(anna), "a forward is no answer to the citizen");
        assertEquals(200, anna.post(contact + "/reply", Map.of("text", "Ecco.")));
        Eventually.within(SOON, () -> !ForeignReader.read(mail, ANNA).isEmpty());
        JsonNode reply = ForeignReader.read(mail, ANNA).getFirst();
        assertEquals("<q1@cittadini.example>", reply.path("references").asString());
        assertEquals("Re: Moduli", reply.path("subject").asString());
        Eventually.within(SOON, () -> firstReplies(anna) > 0);
        assertEquals(1, anna.get("/api/v1/contacts").path("contacts").size());
      }
      server.stop();
    }
  }

  @Test
  void aDraftSurvivesAndGoesWithTheContact() throws Exception {
    try (var mail = RealMailServers.start(US, ANNA);
        var server = server(mail)) {
      server.start();
      server.awaitReady();
      mail.send(ANNA, US, question());
      String id;
      long version;
      try (ConsoleClient anna = working(server)) {
        id = accepted(anna);
        version = saved(draft(anna, id, 0, "Gentile Anna,"));
        version = saved(draft(anna, id, version, "Gentile Anna, ecco"));
        assertEquals("409 draft-changed", said(draft(anna, id, 0, "altro")));
        assertEquals("400 too-long", said(draft(anna, id, version, "x".repeat(100_001))));
      }
      restart(server);
      try (ConsoleClient anna = working(server);
          ConsoleClient carla = server.console("carla")) {
        assertEquals("Gentile Anna, ecco", kept(anna, id));
        assertEquals("409 not-yours", said(draft(carla, id, version, "altro")));
        assertEquals(409, carla.bytes("/api/v1/contacts/" + id + "/composing", "").statusCode());
        // a colleague takes it over and goes on
        carla.goLive();
        assertEquals(200, carla.post("/api/v1/presence", Map.of("presence", "available")));
        assertEquals(
            200, anna.post("/api/v1/contacts/" + id + "/transfer-to", Map.of("operator", "carla")));
        Eventually.within(SOON, () -> status(carla, "/api/v1/contacts/" + id + "/accept") == 200);
        assertEquals("Gentile Anna, ecco", kept(carla, id));
        assertEquals("409 not-yours", said(draft(anna, id, version, "ancora mio?")));
        long next = saved(draft(carla, id, version, "Gentile Anna, ecco il modulo."));
        assertEquals("409 draft-changed", said(draft(carla, id, version, "altra finestra")));
        assertEquals(200, carla.post("/api/v1/contacts/" + id + "/reply", Map.of("text", "Ecco.")));
        assertEquals("", kept(carla, id), "what was sent is no draft any more");
        assertEquals("409 draft-changed", said(draft(carla, id, next, "in ritardo")));
        saved(draft(carla, id, 0, "Un'altra cosa"));
        assertEquals(200, carla.post("/api/v1/contacts/" + id + "/finish", Map.of()));
        assertEquals(200, carla.post("/api/v1/contacts/" + id + "/close", Map.of()));
        Path left = directory.resolve("data/workbench/c-" + id);
        Eventually.within(SOON, () -> java.nio.file.Files.notExists(left));
      }
      server.stop();
      assertEquals(0L, grepDrafts(directory.resolve("data/journal")), "no draft is in the journal");
    }
  }

  private static int status(ConsoleClient console, String path) {
    try {
      return console.post(path, Map.of());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static long grepDrafts(Path journal) throws Exception {
    try (var files = java.nio.file.Files.walk(journal)) {
      return files
          .filter(java.nio.file.Files::isRegularFile)
          .filter(
              f -> {
                try {
                  return new String(
                          java.nio.file.Files.readAllBytes(f), StandardCharsets.ISO_8859_1)
                      .contains("Gentile Anna, ecco");
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .count();
    }
  }

  private static java.net.http.HttpResponse<String> draft(
      ConsoleClient console, String id, long basedOn, String text) throws Exception {
    Map<String, Object> letter =
        Map.of("kind", "reply", "to", "", "cc", "", "text", text, "quote", true);
    return console.call(
        "PUT", "/api/v1/contacts/" + id + "/draft", Map.of("basedOn", basedOn, "letter", letter));
  }

  private static long saved(java.net.http.HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    return tools.jackson.databind.json.JsonMapper.shared()
        .readTree(answer.body())
        .path("version")
        .asLong();
  }

  private static String kept(ConsoleClient console, String id) throws Exception {
    return composing(console, id).path("draft").path("letter").path("text").asString("");
  }

  private static final byte[] PART = {0, 1, 2, 3, (byte) 200, 13, 10, 0};

  private static byte[] withFile() {
    return """
    From: Anna <%s>
    To: %s
    Subject: Moduli
    Message-ID: <q1@cittadini.example>
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary=b

    --b
    Content-Type: text/plain

    Quali?
    --b
    Content-Type: application/octet-stream
    Content-Disposition: attachment; filename=modulo.bin
    Content-Transfer-Encoding: base64

    %s
    --b--
    """
        .formatted(ANNA, US, java.util.Base64.getEncoder().encodeToString(PART))
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void answer(RealMailServers mail, String from, String to) throws Exception {
    mail.send(
        from,
        US,
        """
        From: Ufficio <%s>
        To: %s
        Subject: R: I: Moduli
        Message-ID: <u1@altrove.example>
        In-Reply-To: %s
        References: %s

        Il cinque.
        """
            .formatted(from, US, to, to)
            .replace("\n", "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static String idOf(java.net.http.HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    return tools.jackson.databind.json.JsonMapper.shared()
        .readTree(answer.body())
        .path("id")
        .asString();
  }

  private static String address(String written) {
    return it.sportello.mail.MailAddress.parse(written).address();
  }

  private static JsonNode eventually(ConsoleClient console, String contact, int messages) {
    var found = new JsonNode[1];
    Eventually.within(
        SOON,
        () -> {
          try {
            found[0] = console.get(contact).path("messages");
            return found[0].size() == messages;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    return found[0];
  }

  /// How many first answers the indicators know of: each counts in several rows.
  private static int firstReplies(ConsoleClient console) {
    try {
      var today = java.time.LocalDate.now(java.time.ZoneId.of("Europe/Rome"));
      int count = 0;
      for (JsonNode f :
          console.get("/api/v1/indicators?from=" + today + "&to=" + today).path("indicators")) {
        count += f.path("id").asString().equals("FRT") ? f.path("numerator").asInt() : 0;
      }
      return count;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void onlyWhoHasTheContactMayAddFilesAndOnlySoMany() throws Exception {
    try (var center = Center.start(directory, "", ComposeIT::small);
        ConsoleClient anna = console(center, "anna");
        ConsoleClient carla = console(center, "carla")) {
      anna.goLive();
      assertEquals(200, anna.post("/api/v1/presence", Map.of("presence", "available")));
      send(center, question());
      String id = accepted(anna);
      String files = "/api/v1/contacts/" + id + "/files";
      var refused = carla.uploading(files + "?name=a.pdf", bytes(10));
      assertEquals("409 not-yours", said(refused));
      assertEquals("409 not-yours", said(carla.call("DELETE", files + "/x", null)));
      assertEquals(409, carla.bytes("/api/v1/contacts/" + id + "/composing", "").statusCode());
      String kept = upload(anna, id, "../../a.html", bytes(60_000));
      JsonNode file = composing(anna, id).path("files").path(0);
      assertEquals(
          "a.html text/html", file.path("name").asString() + " " + file.path("type").asString());
      assertEquals("409 no-room", said(anna.uploading(files + "?name=b", bytes(60_000))));
      assertEquals(413, anna.uploading(files + "?name=b", bytes(70_000)).statusCode());
      assertEquals("400 missing-member", said(anna.uploading(files, bytes(1))));
      Map<String, Object> gone = Map.of("text", "x", "files", List.of("nicht-da"));
      assertEquals(404, anna.post("/api/v1/contacts/" + id + "/reply", gone));
      // what came with the citizen's message goes on without a detour
      var part = anna.answer(files + "/received", Map.of("message", 1, "part", 0));
      assertEquals("404 no-such-attachment", said(part));
      var whole = anna.answer(files + "/received", Map.of("message", 1));
      assertEquals(200, whole.statusCode());
      assertEquals(2, composing(anna, id).path("files").size());
      assertEquals(200, anna.call("DELETE", files + "/" + kept, null).statusCode());
      assertEquals(1, composing(anna, id).path("files").size());
      assertEquals(200, anna.post("/api/v1/contacts/" + id + "/finish", Map.of()));
      assertEquals(200, anna.post("/api/v1/contacts/" + id + "/close", Map.of()));
      Path left = directory.resolve("data/workbench/c-" + id);
      Eventually.within(SOON, () -> java.nio.file.Files.notExists(left));
    }
  }

  @Test
  void certifiedMailIsNoLargerThanTheLawAllows() throws Exception {
    try (var center = Center.start(directory, "", ComposeIT::certified);
        ConsoleClient anna = console(center, "anna")) {
      anna.goLive();
      assertEquals(200, anna.post("/api/v1/presence", Map.of("presence", "available")));
      send(center, question());
      String id = accepted(anna);
      String file = upload(anna, id, "atto.pdf", bytes(11_000_000));
      String reply = "/api/v1/contacts/" + id + "/reply";
      Map<String, Object> two =
          Map.of("text", "x", "cc", List.of("altra@pec.example"), "files", List.of(file));
      var refused = anna.answer(reply, two);
      assertEquals("409 pec-too-large", said(refused));
      assertTrue(refused.body().contains("2 recipients"), refused.body());
      assertEquals(200, anna.post(reply, Map.of("text", "x", "files", List.of(file))));
      // the message of the evidence has the file in it
      byte[] zip = anna.bytes("/api/v1/contacts/" + id + "/evidence", "").body();
      assertEquals(Sha256.of(bytes(11_000_000)), fileIn(zip));
    }
  }

  private static Sha256 fileIn(byte[] zip) throws Exception {
    try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(zip))) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().equals("002-out.eml")) {
          String eml = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
          String body = eml.substring(eml.indexOf("\r\n\r\n", eml.indexOf("atto.pdf")) + 4);
          return Sha256.of(
              java.util.Base64.getMimeDecoder().decode(body.substring(0, body.indexOf("\r\n--"))));
        }
      }
    }
    throw new AssertionError("no message in the ZIP");
  }

  private static String said(java.net.http.HttpResponse<String> answer) {
    return answer.statusCode()
        + " "
        + tools.jackson.databind.json.JsonMapper.shared()
            .readTree(answer.body())
            .path("errorId")
            .asString();
  }

  private static ConsoleClient console(Center center, String who) throws Exception {
    return new ConsoleClient(center.url("").replaceAll("/$", ""), who, center.password(who));
  }

  private static void send(Center center, byte[] message) throws Exception {
    var smtp = new MailboxConfig.Server("127.0.0.1", center.smtpPort(), Tls.NONE, "", "");
    var citizen = new MailboxConfig("x", ANNA, "", smtp, List.of(), Duration.ofMinutes(1), smtp);
    new it.sportello.mail.smtp.SmtpSender(List.of(citizen))
        .send("x", ANNA, List.of(US), new java.io.ByteArrayInputStream(message));
  }

  private static void small(Path config) {
    replace(
        config.resolve("sportello.yaml"),
        "\n  mailboxes:\n",
        "\n  attachments: {maxFile: 64 KiB, maxTotal: 100 KiB}\n  mailboxes:\n");
  }

  private static void certified(Path config) {
    replace(config.resolve("sportello.yaml"), "      # channel: email\n", "      channel: pec\n");
    String target = "      email: {within: 8 h, ratio: 0.95}\n";
    replace(
        config.resolve("queues.yaml"), target, target + "      pec: {within: 16 h, ratio: 0.95}\n");
  }

  private static void replace(Path file, String what, String by) {
    try {
      java.nio.file.Files.writeString(file, java.nio.file.Files.readString(file).replace(what, by));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void isFile(JsonNode file, String name, String type, byte[] bytes) {
    assertEquals(name.replace(';', '_'), file.path("name").asString());
    assertEquals(name.replace(';', '_'), file.path("oldName").asString());
    assertEquals(type, file.path("type").asString());
    assertEquals(Sha256.of(bytes).hex(), file.path("sha256").asString());
  }

  private static String name(JsonNode message, int n) {
    return message.path("attachments").path(n).path("name").asString();
  }

  private static JsonNode composing(ConsoleClient console, String id) throws Exception {
    return console.get("/api/v1/contacts/" + id + "/composing");
  }

  private static String upload(ConsoleClient console, String id, String name, byte[] bytes)
      throws Exception {
    String query = "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return console.upload("/api/v1/contacts/" + id + "/files" + query, bytes).path("id").asString();
  }

  private static ConsoleClient working(CrashingServer server) throws Exception {
    ConsoleClient console = server.console("anna");
    console.goLive();
    assertEquals(200, console.post("/api/v1/presence", Map.of("presence", "available")));
    return console;
  }

  private static String accepted(ConsoleClient console) {
    var found = new String[1];
    Eventually.within(
        SOON,
        () -> {
          try {
            JsonNode card = console.get("/api/v1/contacts").path("contacts").path(0);
            found[0] = card.path("id").asString("");
            return card.path("state").path("kind").asString("").equals("offered")
                && console.post("/api/v1/contacts/" + found[0] + "/accept", Map.of()) == 200;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
    return found[0];
  }

  private static void restart(CrashingServer server) throws Exception {
    server.kill();
    server.start();
    server.awaitReady();
  }

  private CrashingServer server(RealMailServers mail) throws Exception {
    MailboxConfig ours = mail.mailbox("info", US, Tls.NONE, Duration.ofMinutes(1));
    var server =
        CrashingServer.withMail(
            directory, ours.smtp().port(), ours.imap().port(), US, ours.imap().secret());
    // on a busy machine a restart may take longer than an operator's contacts wait otherwise
    replace(
        directory.resolve("config/sportello.yaml"),
        "  # consoleGrace: 30 s",
        "  consoleGrace: 10 min");
    return server;
  }

  private static byte[] bytes(int length) {
    var bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static byte[] question() {
    return "From: Anna <%s>\nTo: %s\nSubject: Moduli\nMessage-ID: <q1@cittadini.example>\n\nQuali?\n"
        .formatted(ANNA, US)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
