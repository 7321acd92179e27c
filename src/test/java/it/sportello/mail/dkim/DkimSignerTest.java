package it.sportello.mail.dkim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.testkit.DkimVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DkimSignerTest {
  private static final Instant AT = Instant.parse("2026-01-05T09:20:30Z");
  private static final String NAME = "uno._domainkey.sportello.example=";
  private static final String HEADER =
      String.join(
          "\r\n",
          "From: Sportello <info@sportello.example>",
          "SUBJECT:  due   spazi ",
          "\te una piega",
          "To: anna@cittadini.example",
          "Date: Mon, 5 Jan 2026 10:20:30 +0100",
          "");

  @TempDir Path directory;

  private DkimKey key(int bits) throws Exception {
    return DkimKey.read(KeyFiles.write(directory.resolve("key" + bits), bits));
  }

  private static String signed(DkimKey key, String message) {
    byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
    var seen = new MessageHash();
    seen.write(bytes, 0, bytes.length);
    byte[] field = new DkimSigner("uno", "sportello.example", key).field(seen, AT);
    return new String(field, StandardCharsets.ISO_8859_1) + message;
  }

  private static String verdict(DkimKey key, String message) throws IOException {
    return DkimVerifier.verdict(
        message.getBytes(StandardCharsets.ISO_8859_1), NAME + key.published());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1024, 2048})
  void othersFindTheSignatureOfEachKindOfKeyValid(int bits) throws Exception {
    DkimVerifier.require();
    DkimKey key = key(bits);
    String message = signed(key, HEADER + "\r\nBuongiorno,\r\necco.\r\n");
    assertEquals("valid", verdict(key, message), message);
    assertTrue(message.lines().allMatch(line -> line.length() <= 78 + 30), message);
    assertTrue(verdict(key, message.replace("ecco", "Ecco")).startsWith("invalid"));
    assertTrue(verdict(key, message.replace("due", "tre")).startsWith("invalid"));
    String forged = message.replace("\r\nTo:", "\r\nReply-To: x@evil.example\r\nTo:");
    assertTrue(verdict(key, forged).startsWith("invalid"), "a field added on the way");
    String folded = message.replace("due   spazi", "due\r\n  spazi").replace("ecco.", "ecco.  ");
    assertEquals("valid", verdict(key, folded), "space on the way does no harm");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "\r\n\r\n \t\r\n\r\n",
        "\r\nsenza fine",
        "\r\n\r\nprima vuota \t \r\n  rientro\t\tdue\r\n\r\n\r\n",
        "\r\n \r\n x\r\n"
      })
  void othersFindAnyBodyValid(String body) throws Exception {
    DkimVerifier.require();
    DkimKey key = key(1024);
    assertEquals("valid", verdict(key, signed(key, HEADER + body)));
  }

  @Test
  void takesEveryLineBreakForTheOneThatLeaves() throws Exception {
    DkimKey key = key(0);
    String message = HEADER + "\r\nuno\r\n\r\ndue\r\n";
    String field = signed(key, message).replace(message, "");
    String bare = message.replace("\r\n", "\n");
    assertEquals(field, signed(key, bare).replace(bare, ""));
    String old = message.replace("\r\n", "\r");
    assertEquals(field, signed(key, old).replace(old, ""));
  }

  @Test
  void hashesTheBodyOfTheStandardsExample() {
    // RFC 6376 §3.4.5
    var seen = new MessageHash();
    byte[] bytes = "A: X\r\n\r\n C \r\nD \t E\r\n\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    seen.write(bytes, 0, bytes.length);
    byte[] expected = MessageHash.sha256().digest(MessageHash.bytes(" C\r\nD E\r\n"));
    assertEquals(
        Base64.getEncoder().encodeToString(expected),
        Base64.getEncoder().encodeToString(seen.ofBody()));
    assertEquals("b:Y Z", MessageHash.relaxed("B : Y\t\r\n\tZ  "));
  }

  @Test
  void takesTheOlderFormOfRsaKeysToo() throws Exception {
    Path file = KeyFiles.write(directory.resolve("new"), 1024);
    String published = DkimKey.read(file).published();
    String text = Files.readString(file).replaceAll("-----.*-----|\\s", "");
    byte[] pkcs8 = Base64.getDecoder().decode(text);
    var info = org.bouncycastle.asn1.pkcs.PrivateKeyInfo.getInstance(pkcs8);
    String pkcs1 =
        Base64.getMimeEncoder()
            .encodeToString(info.parsePrivateKey().toASN1Primitive().getEncoded());
    Files.writeString(
        file, "-----BEGIN RSA PRIVATE KEY-----\n" + pkcs1 + "\n-----END RSA PRIVATE KEY-----\n");
    assertEquals(published, DkimKey.read(file).published());
  }

  @Test
  void refusesKeysThatDoNotServe() throws Exception {
    Path weak = KeyFiles.write(directory.resolve("weak"), 1016);
    assertEquals(
        "an RSA key of 1016 bits (expected: 2048; 1024 at least)", refusal(weak), "too short");
    Path open = KeyFiles.write(directory.resolve("open"), 0);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    assertEquals(
        "permissions rw-r----- (expected: readable by its owner only, as after chmod 600)",
        refusal(open));
    String expected = " (expected: a private key in PEM form, not encrypted, RSA or Ed25519)";
    Path none = KeyFiles.write(directory.resolve("none"), 0);
    Files.writeString(none, "x");
    assertEquals("no such key" + expected, refusal(none));
    Files.writeString(none, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
    assertEquals("no key that can be read" + expected, refusal(none));
  }

  private static String refusal(Path file) {
    return String.valueOf(assertThrows(IOException.class, () -> DkimKey.read(file)).getMessage());
  }
}
