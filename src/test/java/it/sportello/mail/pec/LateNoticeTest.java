package it.sportello.mail.pec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.mail.Pec.Term;
import org.junit.jupiter.api.Test;

/// The words by which the two notices of a late delivery are told apart.
class LateNoticeTest {
  @Test
  void readsHoursInFiguresAndWordsOfBothLanguages() {
    assertEquals(Term.WARNING, said("non è stato consegnato nelle prime dodici ore"));
    assertEquals(Term.WARNING, said("not delivered in the first twelve hours"));
    assertEquals(Term.WARNING, said("dopo 12 ore; entro le 24 ore seguirà un altro avviso"));
    assertEquals(Term.WARNING, said("dopo 12h"));
    assertEquals(Term.EXPIRED, said("non è stato consegnato nelle ventiquattro\nore successive"));
    assertEquals(Term.EXPIRED, said("not delivered within twenty-four hours"));
    assertEquals(Term.EXPIRED, said("oltre 24h"));
    assertEquals(Term.UNCLEAR, said("non è stato consegnato"));
  }

  @Test
  void theSubjectOfTheMessageSaysNothing() {
    String text = "il messaggio \"Risposta entro\n12 ore\" non è stato consegnato nelle 24 ore";
    assertEquals(Term.EXPIRED, LateNotice.term(text, "", "Risposta entro 12 ore"));
    assertEquals(Term.UNCLEAR, LateNotice.term("\"Entro 24 ore\" in ritardo", "", "Entro 24 ore"));
  }

  @Test
  void whereTheTextIsSilentTheErrorIsAsked() {
    assertEquals(Term.WARNING, LateNotice.term("avviso", "in ritardo da 12 ore", ""));
    assertEquals(Term.EXPIRED, LateNotice.term("avviso", "superate le 24 ore", "x"));
    assertEquals(Term.EXPIRED, LateNotice.term("dopo 24 ore", "in ritardo da 12 ore", ""));
  }

  private static Term said(String text) {
    return LateNotice.term(text, "", "");
  }
}
