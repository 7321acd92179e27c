package it.sportello.telephony;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which numbers may be dialled.
class OutsideNumbersTest {
  private final OutsideNumbers numbers = new OutsideNumbers("IT", List.of("+39055", "+393"));

  @ParameterizedTest
  @CsvSource({
    "055 123 4567,      +390551234567",
    "+39 055 123 4567,  +390551234567",
    "0039 333 1234567,  +393331234567",
    "06 12345678,       ''",
    "+44 20 7946 0958,  ''",
    "899 123 456,       ''",
    "112,               ''",
    "trunk&PJSIP/op101, ''",
    "'',                ''",
  })
  void areAllowedOrNot(String typed, String dialled) {
    assertEquals(Optional.of(dialled).filter(d -> !d.isEmpty()), numbers.dialled(typed));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"055TAXCALL", "0551234567x99", "sip+390551234567evil", "call +390551234567", ""})
  void ofCallersAreNotReadIntoOtherThings(String shown) {
    assertEquals(Optional.empty(), numbers.ofCaller(shown));
    assertEquals(Optional.of("+390551234567"), numbers.ofCaller("0551234567"));
  }

  @Test
  void areNoneWithoutPrefixes() {
    assertEquals(Optional.empty(), new OutsideNumbers("IT", List.of()).dialled("0551234567"));
  }
}
