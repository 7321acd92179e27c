package it.sportello.web.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.Sha256;
import it.sportello.history.ContactHistory;
import it.sportello.history.ContactHistory.Message;
import it.sportello.history.ContactHistory.Recipient;
import it.sportello.history.ContactHistory.Status;
import it.sportello.mail.Evidence;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.mail.pec.PecAuthority;
import it.sportello.mail.pec.PecPost;
import it.sportello.mail.pec.TrustedCas;
import it.sportello.store.memory.MemoryRawStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a contact's evidence is worth to somebody who trusts neither us nor our code.
class EvidenceZipTest {
  private static final PecAuthority PROVIDER = new PecAuthority();
  private static final Instant SENT = Instant.parse("2026-06-01T08:00:01Z");
  private static final String DORA = "dora@pec.test";
  private static final byte[] OURS =
      "From: urp@pec.test\r\n\r\nRisposta: perch\u00e9\r\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory;
  private final MemoryRawStore raw = new MemoryRawStore();
  private final PecPost came =
      new PecPost(PROVIDER, "<d1@dora>", "in-1@g.test", DORA, List.of("urp@pec.test"), List.of());
  private final PecPost went =
      new PecPost(PROVIDER, "<o1@urp>", "out-1@g.test", "urp@pec.test", List.of(DORA), List.of());
  private final byte[] envelope =
      came.envelope(
          "From: dora@pec.test\nSubject: Istanza\nContent-Type: text/plain\n\nCiao\n", SENT);
  private final byte[] accepted = went.accepted(SENT);
  private final byte[] delivered = went.delivered(DORA, SENT.plusSeconds(2));

  @Test
  void holdsEveryByteAndSaysWhatItIs() throws Exception {
    Map<String, byte[]> files = unzipped();
    assertEquals(
        List.of(
            "001-in.eml",
            "002-out.eml",
            "002-out-01-accettazione.eml",
            "002-out-02-avvenuta-consegna.eml",
            "manifest.json",
            "README.txt",
            "SHA256SUMS"),
        List.copyOf(files.keySet()));
    assertArrayEquals(envelope, files.get("001-in.eml"));
    assertArrayEquals(OURS, files.get("002-out.eml"));
    assertArrayEquals(delivered, files.get("002-out-02-avvenuta-consegna.eml"));
    JsonNode manifest = JsonMapper.shared().readTree(files.get("manifest.json"));
    assertEquals("SP-1", manifest.get("code").asString());
    JsonNode envelopes = manifest.get("files").get(0);
    assertEquals("envelope", envelopes.get("what").asString());
    assertEquals(Sha256.of(envelope).hex(), envelopes.get("sha256").asString());
    assertEquals("valid", envelopes.get("said").get("signature").asString());
    assertEquals("message", manifest.get("files").get(1).get("what").asString());
    assertEquals(
        "<out-1@g.test>", manifest.get("files").get(2).get("said").get("providerId").asString());
    assertEquals(5, manifest.get("timeline").size());
    assertEquals("delivered", manifest.get("recipients").get(0).get("state").asString());
  }

  @Test
  void namesWhatIsNoLongerThere() throws Exception {
    Map<String, byte[]> files = unzipped(new MemoryRawStore());
    assertEquals(List.of("manifest.json", "README.txt", "SHA256SUMS"), List.copyOf(files.keySet()));
    JsonNode manifest = JsonMapper.shared().readTree(files.get("manifest.json"));
    assertTrue(manifest.get("files").get(0).get("missing").asBoolean());
    assertEquals(Sha256.of(envelope).hex(), manifest.get("files").get(0).get("sha256").asString());
  }

  @Test
  void otherProgramsBearItOut() throws Exception {
    assumeTrue(has("sha256sum") && has("openssl"), "needs sha256sum and openssl");
    Path place = Files.createDirectory(directory.resolve("evidence"));
    for (var file : unzipped().entrySet()) {
      Files.write(place.resolve(file.getKey()), file.getValue());
    }
    assertEquals(0, run(place, "sha256sum", "--strict", "-c", "SHA256SUMS"));
    String ca = PROVIDER.pem(directory).toString();
    for (String eml : List.of("001-in.eml", "002-out-01-accettazione.eml")) {
      assertEquals(0, verify(place, "smime", eml, ca), eml);
      assertEquals(0, verify(place, "cms", eml, ca), eml);
    }
    assertNotEquals(0, verify(place, "cms", "001-in.eml", stranger()), "another authority");
    Path receipt = place.resolve("002-out-01-accettazione.eml");
    String text = Files.readString(receipt, StandardCharsets.ISO_8859_1);
    Files.writeString(receipt, text.replace("10:00:01", "09:00:01"), StandardCharsets.ISO_8859_1);
    assertNotEquals(0, run(place, "sha256sum", "--strict", "-c", "SHA256SUMS"));
    assertNotEquals(0, verify(place, "smime", "002-out-01-accettazione.eml", ca));
  }

  private String stranger() throws IOException {
    return new PecAuthority().pem(Files.createDirectory(directory.resolve("other"))).toString();
  }

  private static int verify(Path place, String how, String eml, String ca) throws Exception {
    return run(
        place,
        "openssl",
        how,
        "-verify",
        "-in",
        eml,
        "-CAfile",
        ca,
        "-purpose",
        "any",
        "-no_check_time",
        "-out",
        "/dev/null");
  }

  private static boolean has(String program) throws Exception {
    try {
      return new ProcessBuilder(program, program.equals("openssl") ? "version" : "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static int run(Path place, String... command) throws Exception {
    return new ProcessBuilder(command)
        .directory(place.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private Map<String, byte[]> unzipped() throws IOException {
    raw.put(envelope);
    raw.put(OURS);
    raw.put(accepted);
    raw.put(delivered);
    return unzipped(raw);
  }

  private Map<String, byte[]> unzipped(MemoryRawStore store) throws IOException {
    var out = new ByteArrayOutputStream();
    new EvidenceZip(contact(), store).write(out, SENT);
    var files = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private Evidence said(byte[] bytes) throws IOException {
    var reader =
        new MimeReader(ReaderLimits.usual(), TrustedCas.with(List.of(PROVIDER.pem(directory))));
    Sha256 name = Sha256.of(bytes);
    var mail = ((Understood) reader.read(new ByteArrayInputStream(bytes), name)).mail();
    return Evidence.of(mail.pec().orElseThrow(), name, SENT);
  }

  private ContactHistory contact() throws IOException {
    return new ContactHistory(
        new ContactId("c1"),
        "SP-1",
        Channel.PEC,
        "pec",
        new CustomerId("k"),
        "Dora",
        DORA,
        "Istanza",
        SENT,
        Optional.empty(),
        Optional.empty(),
        new Status("waiting", SENT, Optional.empty(), Optional.empty(), ""),
        List.of(
            message(1, true, envelope, List.of(), List.of(said(envelope))),
            message(
                2,
                false,
                OURS,
                List.of(new Recipient(DORA, "delivered", "", SENT)),
                List.of(said(accepted), said(delivered)))),
        List.of(),
        List.of(),
        List.of(),
        "",
        List.of(),
        List.of(),
        "",
        List.of(),
        1);
  }

  private static Message message(
      int n, boolean in, byte[] bytes, List<Recipient> recipients, List<Evidence> said) {
    return new Message(
        n,
        in,
        SENT,
        Optional.empty(),
        Optional.of(Sha256.of(bytes)),
        "<m" + n + "@x>",
        in ? DORA : "urp@pec.test",
        List.of(),
        List.of(),
        "Istanza",
        "Ciao",
        List.of(),
        in ? "" : "sent",
        List.of(),
        recipients,
        said);
  }
}
