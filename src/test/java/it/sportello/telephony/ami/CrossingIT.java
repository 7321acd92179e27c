package it.sportello.telephony.ami;

import static it.sportello.telephony.ami.TalkBench.ANNA;
import static it.sportello.telephony.ami.TalkBench.BRUNO;

import it.sportello.contact.Contact;
import it.sportello.contact.ContactState.Handling;
import it.sportello.contact.ContactState.Offered;
import it.sportello.desk.Command;
import it.sportello.testkit.Sipp;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What crosses at a real Asterisk: two sides that act in the same moment, and requests for
/// channels and people who have just gone. Whatever comes first, the caller is with somebody or
/// waits, and nobody talks to nobody.
class CrossingIT extends TalkOnAsterisk {
  /// The offer ends after twenty seconds.
  @ParameterizedTest
  @ValueSource(ints = {19_900, 20_000})
  void anAnswerCrossesTheEndOfItsOffer(int answeredAfterMs) {
    bench.logIn(ANNA, "operator-answers-late", "-d", Integer.toString(answeredAfterMs));
    bench.caller();
    bench.contactIs(Offered.class, Optional.of(ANNA));
    Optional<Contact> after = bench.contactIsNot(Offered.class);
    if (after.filter(c -> c.state() instanceof Handling).isPresent()) {
      bench.talkOf(ANNA);
    } else {
      // nobody talks to the caller, who hears music until somebody is there
      bench.bridgedLegs(0);
      bench.logIn(BRUNO, "operator-answers");
      bench.talkOf(BRUNO);
    }
    bench.everybodyHangsUp();
    bench.nobodyIsOnThePhone();
  }

  @Test
  void aCallerIsGivenToAnOperatorWhoGoes() {
    bench.logIn(ANNA, "operator-answers", "-m", "2");
    bench.caller();
    Contact talk = bench.talkOf(ANNA);
    Sipp silent = bench.logIn(BRUNO, "operator-silent");
    bench.send(new Command.TransferTo(ANNA, talk.id(), BRUNO));
    bench.contactIs(Offered.class, Optional.of(BRUNO));
    bench.vanish(BRUNO, silent);
    bench.contactIs(Handling.class, Optional.of(ANNA));
    bench.talkOf(ANNA);
  }

  @Test
  void aCallerIsGivenOnInTheMomentOfTheGoodbye() {
    bench.logIn(ANNA, "operator-answers");
    bench.caller();
    Contact talk = bench.talkOf(ANNA);
    bench.logIn(BRUNO, "operator-answers");
    bench.everybodyHangsUp();
    // refused if the desk has heard of the goodbye, carried out for nobody if not
    var _ = bench.submit(new Command.TransferTo(ANNA, talk.id(), BRUNO));
    bench.nobodyIsOnThePhone();
  }
}
