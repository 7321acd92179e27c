package it.sportello.telephony.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Speech;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.asteriskjava.manager.action.AgiAction;
import org.asteriskjava.manager.event.AsyncAgiExecEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmiSpeechTest {
  private static final CallId CALL = new CallId("1.1");

  private final AmiSpeech speech = new AmiSpeech(Path.of("/srv/prompts"));

  @Test
  void allThatIsSaidAtOnceIsOneCommand() {
    assertEquals(
        List.of(
            "SET MUSIC OFF [null]",
            "EXEC Playback \"/srv/prompts/it/position&/srv/prompts/it/n-2\" [say x]",
            "SET MUSIC ON [null]"),
        words(speech.say(CALL, new Speech("it", List.of("position", "n-2")), "x")));
  }

  @Test
  void aQuestionTakesEveryKey() {
    assertEquals(
        List.of(
            "SET MUSIC OFF [null]",
            "GET OPTION \"/srv/prompts/en/menu-main\" \"0123456789*#\" 5000 [ask main/1]",
            "SET MUSIC ON [null]"),
        words(
            speech.ask(
                CALL, new Speech("en", List.of("menu-main")), "main/1", Duration.ofSeconds(5))));
  }

  @Test
  void noKeyInTimeIsAnAnswerToo() {
    assertEquals(
        Optional.of(new CallEvent.Digit(CALL, "main/1", Optional.empty())),
        ended("ask main/1", "200%20result%3D0%20endpos%3D100%0A"));
    assertEquals(
        Optional.of(new CallEvent.Digit(CALL, "main/1", Optional.of("#"))),
        ended("ask main/1", "200%20result%3D35%20endpos%3D100%0A"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200%20result%3D-1%20endpos%3D100%0A",
        "511%20Command%20Not%20Permitted%20on%20a%20dead%20channel%0A",
        "520-Invalid%20command%20syntax.%0A",
        ""
      })
  void whatWasBrokenOffTellsNothing(String result) {
    assertEquals(Optional.empty(), ended("ask main/1", result));
    assertEquals(Optional.empty(), ended("say x", result));
  }

  @Test
  void aPromptsNameCannotLeadElsewhere() {
    for (String name : List.of("", "../etc", "a&b", "a\" \"", "a,b")) {
      assertThrows(IllegalArgumentException.class, () -> new Speech("it", List.of(name)), name);
    }
    assertThrows(IllegalArgumentException.class, () -> new Speech("it", List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Speech("../en", List.of("a")));
  }

  private static Optional<CallEvent> ended(String id, String result) {
    var event = new AsyncAgiExecEvent("test");
    event.setCommandId(id);
    event.setResult(result);
    return AmiSpeech.ended(CALL, event);
  }

  private static List<String> words(List<AgiAction> actions) {
    return actions.stream().map(a -> a.getCommand() + " [" + a.getCommandId() + "]").toList();
  }
}
