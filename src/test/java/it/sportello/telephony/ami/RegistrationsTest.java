package it.sportello.telephony.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
  private static final OperatorId ANNA = new OperatorId("anna");
  private final Registrations registrations = new Registrations();

  @Test
  void theLastContactThatGoesTakesTheLineDown() {
    assertEquals(Optional.of(new CallEvent.LineUp(ANNA)), changed("sip:a", "NonQualified"));
    assertEquals(Optional.empty(), changed("sip:b", "Created"));
    assertEquals(Optional.empty(), changed("sip:a", "Removed"));
    assertEquals(List.of(ANNA), registrations.registered());
    assertEquals(Optional.of(new CallEvent.LineDown(ANNA)), changed("sip:b", "Removed"));
    assertEquals(List.of(), registrations.registered());
  }

  @Test
  void aPhoneThatDoesNotAnswerItsQualificationIsDown() {
    changed("sip:a", "Reachable");
    assertEquals(Optional.of(new CallEvent.LineDown(ANNA)), changed("sip:a", "UNREACHABLE"));
  }

  @Test
  void whatWasNeverThereCannotGo() {
    assertEquals(Optional.empty(), changed("sip:a", "Removed"));
  }

  private Optional<CallEvent> changed(String uri, String status) {
    return registrations.changed(ANNA, uri, status);
  }
}
