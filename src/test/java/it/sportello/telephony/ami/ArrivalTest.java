package it.sportello.telephony.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  @Test
  void prefersTheDialplansNote() {
    assertEquals(Instant.ofEpochMilli(1_799_999_990_123L), since("1799999980.7", "1799999990123"));
  }

  @Test
  void fallsBackToTheChannelsId() {
    assertEquals(Instant.ofEpochSecond(1_799_999_980), since("1799999980.7", ""));
    assertEquals(Instant.ofEpochSecond(1_799_999_980), since("pbx-1-1799999980.7", "?"));
  }

  @Test
  void neverLiesInTheFuture() {
    assertEquals(NOW, since("1799999980.7", "1800000000001"));
    assertEquals(NOW, since("what is this", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "anonymous", "unknown", "restricted"})
  void knowsWithheldNumbers(String from) {
    assertEquals(Optional.empty(), Arrival.read("1.1", "1", "1", from, NOW).callerNumber());
  }

  @Test
  void cutsALongNumber() {
    assertEquals(
        Optional.of("9".repeat(80)),
        Arrival.read("1.1", "1", "1", "9".repeat(200), NOW).callerNumber());
  }

  @Test
  void keepsOnlySignsOfANumber() {
    assertEquals(Optional.of("+39055123"), shown("+39055\0\r\n123"));
    assertEquals(Optional.of("055"), shown("٠١055☃"));
    assertEquals(Optional.of("0551799999SHELLid"), shown("055,1799999,${SHELL(id)}"));
  }

  @ParameterizedTest
  @CsvSource({
    "sip:+390551234567@evil.example,      +390551234567",
    "SIPS:00390551234567@[::1]:5061,      00390551234567",
    "tel:+390551234567,                   +390551234567",
    "+390551234567@provider.example,      +390551234567",
    "sip:dora@example.org,                dora",
    "a:b:c,                               a:b:c",
  })
  void tellsTheUserOfAUri(String from, String number) {
    assertEquals(Optional.of(number), shown(from));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sip:anonymous@anonymous.invalid", "ANONYMOUS", "sip:@host", "tel:", "@"})
  void knowsWithheldUris(String from) {
    assertEquals(Optional.empty(), shown(from));
  }

  @Test
  void whoShowsNothingButForeignSignsIsUnknown() {
    assertEquals(Optional.empty(), shown("\0@☃"));
  }

  @Test
  void keepsOnlyDigitsOfTheNumberDialled() {
    assertEquals("+39055", Arrival.read("1.1", "+39055,x;\n", "1", "", NOW).did());
    assertEquals("1".repeat(40), Arrival.read("1.1", "1".repeat(500), "1", "", NOW).did());
  }

  private static Optional<String> shown(String from) {
    return Arrival.read("1.1", "1", "1", from, NOW).callerNumber();
  }

  private static Instant since(String uniqueId, String noted) {
    return Arrival.read(uniqueId, "055", noted, "", NOW).since();
  }
}
