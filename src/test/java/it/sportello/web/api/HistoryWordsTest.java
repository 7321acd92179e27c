package it.sportello.web.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.CenterId;
import it.sportello.base.QueueId;
import it.sportello.history.ContactHistory.Line;
import it.sportello.web.api.Shapes.Both;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HistoryWordsTest {
  private static final Names NAMES =
      new Names(
          Map.of(new QueueId("pratiche"), "Pratiche delle imprese"),
          Map.of(),
          Map.of(new CenterId("tributi"), "Ufficio tributi"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "contact.queued | arrived pratiche | Entrato nella coda Pratiche delle imprese: nuovo"
            + " | Entered queue Pratiche delle imprese: new",
        "contact.queued | opinion gone | Entrato nella coda gone: parere ricevuto"
            + " | Entered queue gone: opinion given",
        "contact.escalated | tributi | Inviato al competence center Ufficio tributi"
            + " | Sent to center Ufficio tributi",
        "escalation.asked | tributi | Quesito posto a Ufficio tributi"
            + " | Question put to Ufficio tributi",
        "contact.returned | expired | Tornato in coda: nessuna risposta"
            + " | Back in the queue: no answer",
        "mail.failed | expired certificate | Invio non riuscito: expired certificate"
            + " | Sending failed: expired certificate",
        "mail.scanned | 2 infected Win.Test-1 | Allegati del messaggio 2: virus Win.Test-1"
            + " | Attachments of message 2: virus Win.Test-1",
        "mail.scanned | 1 clean | Allegati del messaggio 1: nessun virus"
            + " | Attachments of message 1: no virus",
        "contact.something-new | x | contact.something-new | contact.something-new",
      })
  void saysEveryEventInBothLanguages(String type, String detail, String it, String en) {
    var line = new Line(1, Instant.EPOCH, type, Optional.empty(), detail);
    assertEquals(new Both(it, en), HistoryWords.of(line, NAMES));
  }
}
