package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.testkit.CallLog;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakLedgerTest {
  private static final String NUMBER = "+390500000001";
  private static final List<SoakLedger.Gap> FROM_20_TO_30 =
      List.of(new SoakLedger.Gap(at(20), at(30)));

  @Test
  void wantsEveryCallOfAQuietTimeToBeAContact() {
    assertEquals(1, mistakes(List.of(), List.of()));
  }

  @Test
  void forgivesACallThatCameAndWentWhileNobodyCouldHearIt() {
    assertEquals(0, mistakes(List.of(new SoakLedger.Gap(at(20), at(40))), List.of()));
  }

  @Test
  void wantsACallThatOutlivedTheGapToBeFoundAfterIt() {
    assertEquals(1, mistakes(FROM_20_TO_30, List.of()));
  }

  @Test
  void knowsThatACallDiesWithThePbxThoughItsCallerNoticesLater() {
    assertEquals(0, mistakes(FROM_20_TO_30, List.of(at(24))));
  }

  @Test
  void forgivesNothingForADeathBeforeTheCall() {
    assertEquals(1, mistakes(FROM_20_TO_30, List.of(at(20))));
  }

  /// Of one caller who came at second 22 and left at second 36, and is no contact.
  private static int mistakes(List<SoakLedger.Gap> gaps, List<Instant> deaths) {
    var callers = new CallLog(line(22, "in") + line(36, "leaves") + line(36, "end"));
    return new SoakLedger(callers, new CallLog(""), List.of(), gaps, deaths).mistakes().size();
  }

  private static String line(int second, String what) {
    return "day\ttime\t%d.000000 %s %s\n".formatted(at(second).getEpochSecond(), what, NUMBER);
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(1_800_000_000L + second);
  }
}
