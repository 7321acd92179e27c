package it.sportello.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
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
  void nobodyElsesNumberIsReadIntoWhatACallerShows() {
    var dora = recognition.byPhone("+390552223334");
    for (String shown :
        List.of(
            "055abcdefg",
            "+39055ABCDEFG",
            "0552223334x9",
            "0552223334;ext=9",
            "sip+390552223334evil.example",
            "++390552223334",
            "+39*0552223334",
            "٠٥٥٢٢٢٣٣٣٤",
            "０５５２２２３３３４",
            "+390552223334+390552223334",
            "call 0552223334 now")) {
      assertNotEquals(dora, recognition.byPhone(shown), shown);
    }
  }

  /// Whatever comes, it is a number of its own last digits, or stays what it is.
  @Test
  void randomSignsNeverBecomeANumberOfOtherDigits() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    String signs =
        "0123456789012345678901234567890123456789+++ ()./-*#xXabcCDefSIPtel:@;=,'\"<>&\0\n٠١☃";
    for (int i = 0; i < 100_000; i++) {
      var text = new StringBuilder();
      int length = random.nextInt(100) == 0 ? random.nextInt(5_000) : random.nextInt(24);
      for (int n = 0; n < length; n++) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      String shown = text.toString();
      String read = recognition.normalPhone(shown);
      if (!read.equals(shown.strip())) {
        String digits = shown.replaceAll("[^0-9]", "");
        assertTrue(
            read.matches("[+][1-9][0-9]{3,16}")
                && shown.strip().matches("[+]?[0-9 ()./-]+")
                && digits.endsWith(read.substring(read.length() - 4)),
            () -> "seed " + seed + ": " + shown + " -> " + read);
      }
      assertEquals(recognition.byPhone(shown), recognition.byPhone(read), shown);
    }
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
