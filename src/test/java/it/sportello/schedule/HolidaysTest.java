package it.sportello.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidaysTest {
  private static final Holidays FLORENCE = new Holidays(true, Set.of(MonthDay.of(6, 24)));

  @ParameterizedTest
  @CsvSource({
    "1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2019-04-21", "2024-03-31",
    "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2038-04-25", "2285-03-22"
  })
  void knowsEaster(LocalDate easter) {
    assertEquals(easter, Holidays.easter(easter.getYear()));
  }

  @Test
  void knowsTheHolidaysOf2027AndThePatronSaint() {
    List<LocalDate> holidays =
        LocalDate.of(2027, 1, 1)
            .datesUntil(LocalDate.of(2028, 1, 1))
            .filter(FLORENCE::contains)
            .toList();
    assertEquals(
        List.of(
                "01-01", "01-06", "03-28", "03-29", "04-25", "05-01", "06-02", "06-24", "08-15",
                "10-04", "11-01", "12-08", "12-25", "12-26")
            .stream()
            .map(day -> LocalDate.parse("2027-" + day))
            .toList(),
        holidays);
  }

  @Test
  void keepsSaintFrancisOnlySince2026() {
    assertFalse(FLORENCE.contains(LocalDate.of(2025, 10, 4)));
    assertTrue(FLORENCE.contains(LocalDate.of(2026, 10, 4)));
  }

  @Test
  void keepsOnlyLocalDaysWhereTheNationalOnesAreWorked() {
    var local = new Holidays(false, Set.of(MonthDay.of(6, 24)));
    assertFalse(local.contains(LocalDate.of(2027, 12, 25)));
    assertTrue(local.contains(LocalDate.of(2027, 6, 24)));
  }
}
