package it.sportello.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The same address is the same customer, and the id does not say which address it is.
class RecognitionTest {
  private final Recognition recognition = with("k");

  private static Recognition with(String key) {
    return new Recognition(key.repeat(32).getBytes(StandardCharsets.UTF_8), "IT");
  }

  @Test
  void oneNumberIsOneCustomerHoweverItIsWritten() {
    var expected = recognition.byPhone("+390551234567");
    for (String number :
        List.of("0551234567", "055 123 4567", "055/1234567", "+39 055 1234567", "00390551234567")) {
      assertEquals(expected, recognition.byPhone(number), number);
      assertEquals("+390551234567", recognition.normalPhone(number));
    }
    assertNotEquals(expected, recognition.byPhone("0551234568"));
    assertEquals("+393331234567", recognition.normalPhone("333 123 4567"));
    assertEquals("+41446681800", recognition.normalPhone("+41 44 668 18 00"));
  }

  @Test
  void whatIsNoNumberStaysWhatItIs() {
    assertEquals("anonymous", recognition.normalPhone(" anonymous "));
    assertEquals("200", recognition.normalPhone("200"));
    assertEquals(recognition.byPhone("anonymous"), recognition.byPhone("anonymous "));
    assertEquals("", recognition.normalPhone(""));
  }

  @Test
  void oneMailAddressIsOneCustomer() {
    var expected = recognition.byMail("dora@example.org");
    assertEquals(expected, recognition.byMail(" Dora@Example.ORG "));
    assertNotEquals(expected, recognition.byMail("dario@example.org"));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals(recognition.byMail("info@example.it"), recognition.byMail("INFO@EXAMPLE.IT"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void withoutAnAddressEachContactHasACustomerOfItsOwn() {
    assertEquals(recognition.unknown("a"), recognition.unknown("a"));
    assertNotEquals(recognition.unknown("a"), recognition.unknown("b"));
    assertNotEquals(recognition.byMail("a"), recognition.unknown("a"));
    assertNotEquals(recognition.byMail("a"), recognition.byPhone("a"));
  }

  @Test
  void anotherKeyGivesOtherIds() {
    assertNotEquals(with("a").byMail("dora@example.org"), with("b").byMail("dora@example.org"));
  }

  @Test
  void theIdIsShortAndSaysNothing() {
    String id = recognition.byPhone("0551234567").value();
    assertTrue(id.matches("[0-9a-f]{20}"), id);
    assertFalse(id.contains("0551234567"));
  }
}
