package it.sportello.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Il giorno lun 5 gen 2026 alle ore 10:20 Anna <a@b.it> ha scritto:\n\n> vecchio",
        "Il giorno lun 5 gen 2026 alle ore 10:20 Anna\n<a@b.it> ha scritto:\n> vecchio",
        "Il 05/01/2026 10:20, Anna ha scritto:\nvecchio, senza segni",
        "On Mon, Jan 5, 2026 at 10:20 AM Anna <a@b.it>\nwrote:\n\n> vecchio",
        "-----Messaggio originale-----\nvecchio",
        "-----Original Message-----\nvecchio",
        "---------- Forwarded message ---------\nvecchio",
        "Da: Anna <a@b.it>\nInviato: lunedì 5\nA: URP\nOggetto: x\n\nvecchio",
        "*From:* Anna\n*Sent:* Monday\n*To:* URP\n*Subject:* x\n\nvecchio",
        "_____________________\nDa: Anna\nInviato: ieri\nA: URP\nOggetto: x\n\nvecchio",
        "> vecchio\n>\n> ancora"
      })
  void cutsTheQuoteOff(String quote) {
    ReplyText reply = ReplyText.of("Va bene, grazie.\n\n" + quote);
    assertEquals("Va bene, grazie.", reply.fresh());
    assertEquals(quote.strip(), reply.quoted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Da: lunedì a venerdì siamo chiusi",
        "Il vostro collega mi ha scritto:\nvenga domani",
        "Le mando tre cose:\n- una\n- due",
        "> domanda uno\nsì\n> domanda due\nno",
        "> solo citato\n> e basta",
        "On the other hand\nI wrote nothing",
        ""
      })
  void losesNoAnswerWhereItIsNotCertain(String text) {
    assertEquals(new ReplyText(text, ""), ReplyText.of(text));
  }

  @Test
  void keepsWhatIsWrittenBelowTheQuote() {
    ReplyText reply = ReplyText.of("Anna ha scritto:\n> vecchio\n> testo\n\nrispondo sotto");
    assertEquals("rispondo sotto", reply.fresh());
    assertEquals("Anna ha scritto:\n> vecchio\n> testo", reply.quoted());
  }
}
