package it.sportello.telephony.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Party;
import it.sportello.telephony.ami.AmiConfig.Line;
import it.sportello.telephony.ami.AmiConfig.Phone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every recorded story, told in our words.
class AmiTranslatorTest {
  private static final Instant NOW = Instant.ofEpochSecond(1795219700);
  private static final Extensions EXTENSIONS =
      new Extensions(
          Map.of(
              new OperatorId("anna"),
              Line.inBrowser("101"),
              new OperatorId("bruno"),
              new Line("201", Phone.DESK),
              new OperatorId("carla"),
              new Line("202", Phone.DESK)));

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          caller-waits-and-gives-up,       Waiting HungUp
          caller-withholds-the-number,     Waiting HungUp
          answered-and-operator-hangs-up,  Waiting Ringing:bruno Answered:bruno TalkEnded:bruno HungUp
          hold-and-resume,                 Waiting Ringing:bruno Answered:bruno Held:bruno Resumed:bruno TalkEnded:bruno HungUp
          nobody-answers,                  Waiting Ringing:bruno NotAnswered:bruno:NO_ANSWER Waiting HungUp
          operator-rejects,                Waiting NotAnswered:bruno:BUSY Waiting HungUp
          operator-not-registered,         Waiting NotAnswered:anna:UNREACHABLE Waiting HungUp
          caller-gives-up-while-it-rings,  Waiting Ringing:bruno HungUp
          ring-taken-back,                 Waiting Ringing:bruno NotAnswered:bruno:CANCELLED Waiting HungUp
          talk-taken-back,                 Waiting Ringing:bruno Answered:bruno TalkEnded:bruno Waiting HungUp
          forwarded-and-answered,          Waiting Ringing:bruno Answered:bruno TalkEnded:bruno Forwarded:ANSWERED HungUp
          forwarded-to-a-busy-number,      Waiting Ringing:bruno Answered:bruno TalkEnded:bruno Forwarded:BUSY Waiting HungUp
          page-reloaded-then-closed,       LineUp:anna LineDown:anna
          operator-tries-the-headset,      ''
          colleague-asked-swapped-together-then-left-the-caller, LineUp:bruno Waiting Ringing:bruno Answered:bruno LineUp:carla Ringing:carla Joined:bruno Joined:carla Joined:carla Left:bruno Left:carla HungUp
          number-outside-asked-busy-then-hangs-up, LineUp:bruno Waiting Ringing:bruno Answered:bruno NotJoined:BUSY Joined:bruno Joined:bruno Joined:outside Left:outside Left:bruno HungUp
          promised-and-called-back, Waiting Key:1 Key:1 Key:1 Key:1 Key:1 Said:goodbye HungUp LineUp:bruno Ringing:bruno OwnAnswered:bruno Answered:bruno TalkEnded:bruno HungUp OwnEnded:bruno
          promised-and-busy, Waiting Key:1 Key:1 Key:1 Key:1 Key:1 Said:goodbye HungUp LineUp:bruno Ringing:bruno OwnAnswered:bruno NotReached:BUSY NotReached:FAILED OwnEnded:bruno
          keys-and-announcement,           Waiting Digit:main/1:2 Said:position Digit:main/2:2 HungUp
          """)
  void tellsTheStory(String story, String expected) {
    assertEquals(
        expected,
        translate(story).stream().map(AmiTranslatorTest::inWords).collect(Collectors.joining(" ")));
  }

  @Test
  void everyStoryIsTold() throws IOException, NoSuchMethodException {
    String table =
        AmiTranslatorTest.class
            .getDeclaredMethod("tellsTheStory", String.class, String.class)
            .getAnnotation(CsvSource.class)
            .textBlock();
    try (var files = Files.list(Path.of("src/test/resources/ami"))) {
      List<String> untold =
          files
              .map(f -> f.getFileName().toString().replace(".txt", ""))
              .filter(f -> !table.contains(f + ","))
              .toList();
      assertEquals(List.of(), untold);
    }
  }

  @Test
  void oneCallHasOneNameThroughout() {
    Set<CallId> names =
        translate("hold-and-resume").stream()
            .map(AmiTranslatorTest::call)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet());
    assertEquals(1, names.size(), names::toString);
  }

  @Test
  void bothNumbersAndTheTimeOfArrivalAreTold() {
    var waiting = (CallEvent.Waiting) translate("caller-waits-and-gives-up").getFirst();
    assertEquals("055123", waiting.did());
    assertEquals(Optional.of("+390559999"), waiting.callerNumber());
    Instant created =
        Instant.ofEpochSecond(Long.parseLong(waiting.call().value().substring(0, 10)));
    assertTrue(waiting.since().isAfter(created), "milliseconds come from the dialplan's note");
    assertTrue(waiting.since().isBefore(created.plusSeconds(1)), waiting::toString);
  }

  @Test
  void aWithheldNumberIsEmpty() {
    var waiting = (CallEvent.Waiting) translate("caller-withholds-the-number").getFirst();
    assertEquals(Optional.empty(), waiting.callerNumber());
  }

  private static List<CallEvent> translate(String story) {
    var translator = new AmiTranslator(EXTENSIONS, new Registrations(), () -> NOW);
    return RecordedAmi.events(story).stream()
        .map(translator::translate)
        .flatMap(Optional::stream)
        .toList();
  }

  private static String inWords(CallEvent event) {
    String name = event.getClass().getSimpleName();
    return switch (event) {
      case CallEvent.Ringing e -> name + ":" + e.operator();
      case CallEvent.Answered e -> name + ":" + e.operator();
      case CallEvent.Held e -> name + ":" + e.operator();
      case CallEvent.Resumed e -> name + ":" + e.operator();
      case CallEvent.TalkEnded e -> name + ":" + e.operator();
      case CallEvent.Stayed e -> name + ":" + e.ticket();
      case CallEvent.Forwarded e -> name + ":" + e.reached();
      case CallEvent.Joined e -> name + ":" + who(e.party());
      case CallEvent.Left e -> name + ":" + who(e.party()) + (e.lost() ? ":lost" : "");
      case CallEvent.NotJoined e -> name + ":" + e.reached();
      case CallEvent.OwnAnswered e -> name + ":" + e.operator();
      case CallEvent.OwnEnded e -> name + ":" + e.operator();
      case CallEvent.NotReached e -> name + ":" + e.reached();
      case CallEvent.LineUp e -> name + ":" + e.operator();
      case CallEvent.LineDown e -> name + ":" + e.operator();
      case CallEvent.NotAnswered e -> name + ":" + e.operator() + ":" + e.reason();
      case CallEvent.Said e -> name + ":" + e.about();
      case CallEvent.Key e -> name + ":" + e.digit();
      case CallEvent.Digit e -> name + ":" + e.question() + ":" + e.digit().orElse("none");
      case CallEvent.Spying e -> name + ":" + e.session() + ":" + e.hears();
      case CallEvent.Waiting _, CallEvent.HungUp _, CallEvent.Resync _, CallEvent.LinkLost _ ->
          name;
    };
  }

  private static String who(Party party) {
    return switch (party) {
      case Party.Caller _ -> "caller";
      case Party.Colleague c -> c.operator().value();
      case Party.Outside _ -> "outside";
    };
  }

  private static Optional<CallId> call(CallEvent event) {
    return switch (event) {
      case CallEvent.Waiting e -> Optional.of(e.call());
      case CallEvent.Ringing e -> Optional.of(e.call());
      case CallEvent.Answered e -> Optional.of(e.call());
      case CallEvent.NotAnswered e -> Optional.of(e.call());
      case CallEvent.Held e -> Optional.of(e.call());
      case CallEvent.Resumed e -> Optional.of(e.call());
      case CallEvent.TalkEnded e -> Optional.of(e.call());
      case CallEvent.Stayed e -> Optional.of(e.call());
      case CallEvent.Forwarded e -> Optional.of(e.call());
      case CallEvent.Joined e -> Optional.of(e.call());
      case CallEvent.Left e -> Optional.of(e.call());
      case CallEvent.NotJoined e -> Optional.of(e.call());
      case CallEvent.HungUp e -> Optional.of(e.call());
      case CallEvent.Said e -> Optional.of(e.call());
      case CallEvent.Key e -> Optional.of(e.call());
      case CallEvent.Digit e -> Optional.of(e.call());
      case CallEvent.OwnAnswered e -> Optional.of(e.call());
      case CallEvent.OwnEnded e -> Optional.of(e.call());
      case CallEvent.NotReached e -> Optional.of(e.call());
      case CallEvent.Resync _,
          CallEvent.LinkLost _,
          CallEvent.LineUp _,
          CallEvent.LineDown _,
          CallEvent.Spying _ ->
          Optional.empty();
    };
  }
}
