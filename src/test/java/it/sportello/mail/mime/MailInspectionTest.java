package it.sportello.mail.mime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `sportello mail inspect` says.
class MailInspectionTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("sportello.samples", "../shared/data"));

  private final MailInspection inspection = new MailInspection(Mails.READER);

  @Test
  void unpacksWhatIsWrittenIntoTheText() throws IOException {
    var out =
        inspection.of(
            Mails.bytes("From: a@b.test\n\nEcco:\nbegin 644 ciao.txt\n$8VEA;P``\n`\nend\nFine\n"));
    assertEquals("mail", out.get("kind"));
    assertEquals("Ecco:\nFine", String.valueOf(out.get("text")).strip());
    assertTrue(String.valueOf(out.get("attachments")).contains("name=ciao.txt"), out::toString);
    assertTrue(String.valueOf(out.get("attachments")).contains("size=4"), out::toString);
  }

  @Test
  void saysOfEveryRealPecWhatOthersSayOfIt() throws IOException {
    Path expected = SAMPLES.resolve("pec/expected.json");
    assumeTrue(Files.exists(expected), "no samples in " + SAMPLES + " (-Dsportello.samples=...)");
    JsonNode all = JsonMapper.builder().build().readTree(Files.readString(expected));
    for (Map.Entry<String, JsonNode> one : all.properties()) {
      byte[] raw = Files.readAllBytes(SAMPLES.resolve("pec").resolve(one.getKey()));
      var out = JsonMapper.builder().build().<JsonNode>valueToTree(inspection.of(raw));
      compare(one.getKey(), one.getValue(), out);
    }
  }

  private static void compare(String file, JsonNode due, JsonNode out) {
    JsonNode pec = out.get("pec");
    JsonNode daticert = due.path("daticert");
    Map<String, String> members =
        Map.of(
            "tipo", "type",
            "errore", "error",
            "mittente", "sender",
            "risposte", "replyTo",
            "oggetto", "subject",
            "data", "time",
            "gestore-emittente", "provider",
            "identificativo", "identificativo",
            "msgid", "msgid",
            "consegna", "delivery");
    members.forEach(
        (theirs, ours) -> {
          if (daticert.has(theirs)) {
            assertEquals(
                daticert.get(theirs).asString(), pec.get(ours).asString(), file + " " + theirs);
          }
        });
    for (int i = 0; i < daticert.path("destinatari").size(); i++) {
      JsonNode theirs = daticert.path("destinatari").get(i);
      JsonNode ours = pec.get("recipients").get(i);
      assertEquals(theirs.get("addr").asString(), ours.get("address").asString(), file);
      assertEquals(theirs.get("tipo").asString(), ours.get("type").asString(), file);
    }
    assertEquals(
        due.path("headers").get("Message-ID").asString(), pec.get("ownMessageId").asString(), file);
    JsonNode letter = due.path("postacert");
    if (letter.has("Message-ID")) {
      assertEquals(letter.get("Message-ID").asString(), pec.get("innerMessageId").asString(), file);
    }
    if (letter.has("Subject") && out.get("kind").asString().equals("pec-envelope")) {
      assertEquals(letter.get("Subject").asString(), out.get("subject").asString(), file);
      var names = new ArrayList<String>();
      out.get("attachments").forEach(a -> names.add(a.get("name").asString()));
      var theirs = new ArrayList<String>();
      letter.get("attachments").forEach(a -> theirs.add(a.asString()));
      assertEquals(theirs, names, file);
    }
    boolean intact = due.path("signature").get("integrity").asString().equals("valid");
    assertEquals(intact ? "valid" : "invalid", pec.get("signature").asString(), file);
  }

  @Test
  void neverFailsWhateverTheBytes() throws IOException {
    List<Path> samples = samples();
    assumeTrue(samples.size() > 50, "no samples in " + SAMPLES + " (-Dsportello.samples=...)");
    long seed = new Random().nextLong();
    var random = new Random(seed);
    for (Path sample : samples) {
      byte[] raw = Files.readAllBytes(sample);
      for (int round = 0; round < 3; round++) {
        byte[] damaged = damaged(raw, random);
        var out = inspection.of(damaged);
        assertEquals(20, out.size(), sample + " with seed " + seed);
        assertTrue(
            !String.valueOf(out.get("problems")).contains("cannot be read: java"),
            () -> sample + " with seed " + seed + ": " + out.get("problems"));
      }
    }
  }

  private static byte[] damaged(byte[] raw, Random random) {
    byte[] out = raw.clone();
    int changes = 1 + random.nextInt(20);
    for (int i = 0; i < changes && out.length > 0; i++) {
      out[random.nextInt(out.length)] = (byte) random.nextInt(256);
    }
    int keep = random.nextInt(4) == 0 ? random.nextInt(out.length + 1) : out.length;
    return java.util.Arrays.copyOf(out, keep);
  }

  private static List<Path> samples() throws IOException {
    if (!Files.isDirectory(SAMPLES)) {
      return List.of();
    }
    try (var files = Files.walk(SAMPLES)) {
      return files.filter(f -> f.toString().matches(".*\\.(msg|txt|eml)")).sorted().toList();
    }
  }

  @Test
  void readsMalformedBytesAsTextOfAMessageWithoutHeader() throws IOException {
    var out = inspection.of("solo testo\nsenza testata\n".getBytes(StandardCharsets.UTF_8));
    assertTrue(String.valueOf(out.get("text")).contains("senza testata"), out::toString);
  }
}
