package it.sportello.mail.pec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The forms of a time in `daticert.xml`.
class ProviderTimeTest {
  private static final Optional<OffsetDateTime> TEN =
      Optional.of(OffsetDateTime.parse("2026-06-01T10:00:01+02:00"));

  @Test
  void readsZonesAsOffsetsOrNames() {
    for (String zone :
        List.of("+0200", "+02:00", "0200", "+2", "GMT+02:00", "UTC+2", "CEST", "Europe/Rome")) {
      assertEquals(TEN, ProviderTime.of("01/06/2026", "10:00:01", zone), zone);
    }
    assertEquals(at("2026-06-01T10:00:01+01:00"), ProviderTime.of("01/06/2026", "10:00:01", "CET"));
    assertEquals(at("2026-06-01T10:00:01Z"), ProviderTime.of("01/06/2026", "10:00:01", "UTC"));
    assertEquals(
        at("2026-06-01T10:00:01-03:30"), ProviderTime.of("01/06/2026", "10:00:01", "-0330"));
  }

  @Test
  void readsDaysAndClocksInTheirForms() {
    for (String day :
        List.of("1/6/2026", "01-06-2026", "01.06.2026", "2026-06-01", " 01/06/2026")) {
      assertEquals(TEN, ProviderTime.of(day, "10:00:01", "+0200"), day);
    }
    for (String clock : List.of("10:00:01 ", "10.00.01", "10:00:01.250")) {
      assertEquals(TEN, ProviderTime.of("01/06/2026", clock, "+0200"), clock);
    }
    assertEquals(at("2026-06-01T10:00:00+02:00"), ProviderTime.of("01/06/2026", "10:00", "+0200"));
  }

  @Test
  void guessesNothing() {
    assertEquals(Optional.empty(), ProviderTime.of("01/06/2026", "10:00:01", ""));
    assertEquals(Optional.empty(), ProviderTime.of("01/06/2026", "10:00:01", "somewhere"));
    assertEquals(Optional.empty(), ProviderTime.of("01/06/2026", "10:00:01", "+9900"));
    assertEquals(Optional.empty(), ProviderTime.of("31/02/2026", "10:00:01", "+0200"));
    assertEquals(Optional.empty(), ProviderTime.of("01/06/26", "10:00:01", "+0200"));
    assertEquals(Optional.empty(), ProviderTime.of("01/06/2026", "25:00:01", "+0200"));
    assertEquals(Optional.empty(), ProviderTime.of("", "", ""));
  }

  private static Optional<OffsetDateTime> at(String time) {
    return Optional.of(OffsetDateTime.parse(time));
  }
}
