package it.sportello.mail.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotStreamTest {
  @ParameterizedTest
  @CsvSource({
    "'a|b|.|', 'a|b|'",
    "'.|', ''",
    "'..|.|', '.|'",
    "'..a|...|.|', '.a|..|'",
    "'a.|b..c|.|', 'a.|b..c|'",
    "'.x|.|', 'x|'",
    "'|.|', '|'",
  })
  void endsAtADotAloneAndTakesOneDotFromTheBeginningOfLines(String sent, String meant)
      throws IOException {
    var in = new ByteArrayInputStream(bytes(sent + "QUIT|"));
    assertEquals(meant, text(new DotStream(in).readAllBytes()));
    assertEquals("QUIT|", text(in.readAllBytes()), "what follows is left for the next command");
  }

  /// Other servers take these for an end: a message that goes on behind it would be another one.
  @ParameterizedTest
  @CsvSource({"'a\n.\nb|.|'", "'a\n.|b|.|'", "'a\r.\rb|.|'", "'a|.\nb|.|'", "'a|.\rb|.|'"})
  void isNotSmuggledThrough(String sent) throws IOException {
    String heard = text(new DotStream(new ByteArrayInputStream(bytes(sent))).readAllBytes());
    assertTrue(heard.endsWith("b|"), heard);
  }

  @Test
  void aConnectionThatEndsInsideIsLost() {
    InputStream in = new ByteArrayInputStream(bytes("a|b"));
    assertThrows(DotStream.Lost.class, () -> new DotStream(in).readAllBytes());
  }

  @Test
  void doesNotPassOverMoreThanItMust() throws IOException {
    var stream = new DotStream(new ByteArrayInputStream(bytes("0123456789|.|")));
    assertFalse(stream.skipRest(5));
    assertTrue(stream.skipRest(50));
  }

  private static byte[] bytes(String lines) {
    return lines.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).replace("\r\n", "|");
  }
}
