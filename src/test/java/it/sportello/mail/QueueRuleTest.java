package it.sportello.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.QueueId;
import it.sportello.base.Sha256;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which messages a rule of a mailbox means.
class QueueRuleTest {
  private static final ParsedMail MAIL =
      read(
          """
          From: Dora <Dora@Studio.example>
          To: info+tributi@urp.example
          Cc: capo@urp.example
          Subject: =?utf-8?q?Rata_gi=C3=A0_pagata?=
          X-Modulo: TARI 2026
          X-Modulo: altro
          X-Nota: =?utf-8?q?per=C3=B2?=

          Buongiorno
          """);

  @Test
  void looksAtRecipientsAuthorAndSubject() {
    assertTrue(holds(List.of("INFO+TRIBUTI@*"), List.of(), List.of(), Map.of()));
    assertTrue(holds(List.of("nobody@x", "capo@urp.example"), List.of(), List.of(), Map.of()));
    assertFalse(holds(List.of("info@urp.example"), List.of(), List.of(), Map.of()));
    assertTrue(holds(List.of(), List.of("*@studio.example"), List.of(), Map.of()));
    assertFalse(holds(List.of(), List.of("studio.example"), List.of(), Map.of()));
    assertTrue(holds(List.of(), List.of(), List.of("imu", "già PAGATA"), Map.of()));
    assertFalse(holds(List.of(), List.of(), List.of("imu"), Map.of()));
  }

  @Test
  void looksAtTheFirstFieldOfAName() {
    assertTrue(holds(List.of(), List.of(), List.of(), Map.of("x-modulo", "tari*")));
    assertFalse(holds(List.of(), List.of(), List.of(), Map.of("X-Modulo", "altro")));
    assertFalse(holds(List.of(), List.of(), List.of(), Map.of("X-Modulo", "tari")));
    assertTrue(holds(List.of(), List.of(), List.of(), Map.of("X-Nota", "però")));
    assertFalse(holds(List.of(), List.of(), List.of(), Map.of("X-Altro", "?*")));
  }

  @Test
  void everyConditionMustHold() {
    assertTrue(
        holds(List.of("*@urp.example"), List.of("dora@*"), List.of("rata"), Map.of("to", "*")));
    assertFalse(
        holds(List.of("*@urp.example"), List.of("ugo@*"), List.of("rata"), Map.of("to", "*")));
  }

  @Test
  void keepsNoMoreOfAHeaderThanItMay() {
    var many = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      many.append("X-").append(i).append(": ").append("a".repeat(2_000)).append('\n');
    }
    Map<String, String> header = read(many + "\nx").header();
    assertEquals(100, header.size());
    assertTrue(header.values().stream().allMatch(v -> v.length() <= 500));
  }

  private static boolean holds(
      List<String> to, List<String> from, List<String> subject, Map<String, String> header) {
    return new QueueRule(to, from, subject, header, new QueueId("tributi")).holds(MAIL);
  }

  private static ParsedMail read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      return ((Understood)
              new MimeReader(ReaderLimits.usual())
                  .read(new ByteArrayInputStream(bytes), Sha256.of(bytes)))
          .mail();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
