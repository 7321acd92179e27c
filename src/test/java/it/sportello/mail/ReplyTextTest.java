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
        "-----Mensaje original-----\nvecchio",
        "----- Reply message -----\nvecchio",
        "---- On Mon, 3 Feb 2025 10:11:12 +0100 Anna <a@b.it> wrote ----\nvecchio",
        "El lun, 3 feb 2025 a las 10:11, Anna (<a@b.it>) escribió:\n> vecchio",
        "Em 3 de fev. de 2025 10:11, Anna <a@b.it> escreveu:\n> vecchio",
        "Op 3 feb. 2025 om 10:11 heeft Anna <a@b.it> het volgende geschreven:\n> vecchio",
        "W dniu 3.02.2025 o 10:11, Anna pisze, napisał(a):\n> vecchio",
        "Von: Anna\nGesendet: Montag\nAn: URP\nBetreff: x\n\nvecchio",
        "De: Anna\nEnviado el: lunes\nPara: URP\nAsunto: x\n\nvecchio",
        "De : Anna\nEnvoyé : lundi\nÀ : URP\nObjet : x\n\nvecchio",
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
        "Il vostro collega il 3 febbraio 2025 mi ha scritto:\nvenga domani",
        "Den nye brev fra banken skrev om det:\nhej",
        "De: mi casa\nPara: el trabajo\nson 10 km",
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
  void keepsASentenceRightAboveTheQuote() {
    String quote = "On Mon, 3 Feb 2025 at 10:11, Anna <a@b.it> wrote:\n> vecchio";
    ReplyText reply = ReplyText.of("In data odierna ho pagato.\n" + quote);
    assertEquals("In data odierna ho pagato.", reply.fresh());
    assertEquals(quote, reply.quoted());
  }

  @Test
  void keepsWhatIsWrittenBelowTheQuote() {
    ReplyText reply = ReplyText.of("Anna ha scritto:\n> vecchio\n> testo\n\nrispondo sotto");
    assertEquals("rispondo sotto", reply.fresh());
    assertEquals("Anna ha scritto:\n> vecchio\n> testo", reply.quoted());
  }
}
