package it.sportello.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.desk.Samples;
import it.sportello.operator.OperatorProfile;
import it.sportello.routing.Order;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The two files, as people and spreadsheets write them.
class FilesTest {
  private static final Set<String> SKILLS = Set.of("tributi", "inglese");
  private static final Set<QueueId> QUEUES = Set.of(Days.PLAIN, Days.SKILLED);

  private static ArrivalsFile arrivals(String... lines) {
    return ArrivalsFile.read(
        "a.csv", String.join("\n", lines), Days.rules(Order.FIFO).queues(), SKILLS);
  }

  private static StaffFile staff(String... lines) {
    return StaffFile.read(
        "s.csv", String.join("\n", lines), Map.of(Samples.ANNA, anna()), QUEUES, SKILLS);
  }

  private static OperatorProfile anna() {
    return new OperatorProfile(
        Samples.ANNA,
        "Anna",
        Set.of(),
        Optional.of("201"),
        Map.of("inglese", 3),
        Set.of(Days.SKILLED),
        Map.of(Channel.VOICE, 1, Channel.EMAIL, 4));
  }

  private static List<String> errors(ArrivalsFile file) {
    return file.errors().stream().map(CsvError::toString).toList();
  }

  private static List<String> errors(StaffFile file) {
    return file.errors().stream().map(CsvError::toString).toList();
  }

  @Test
  void readsAnArrival() {
    ArrivalsFile file =
        arrivals(
            "at,channel,queue,skills,handle_seconds,patience_seconds,priority",
            "32400.25,voice,plain,tributi:2;inglese,180,60.5,-1",
            "90000,email,skilled,,0,,");
    assertEquals(List.of(), errors(file));
    assertEquals(
        List.of(
            new Arrival(
                2,
                Duration.ofMillis(32_400_250),
                Channel.VOICE,
                Days.PLAIN,
                Map.of("tributi", 2, "inglese", 1),
                Duration.ofMinutes(3),
                Optional.of(Duration.ofMillis(60_500)),
                -1),
            new Arrival(
                3,
                Duration.ofHours(25),
                Channel.EMAIL,
                Days.SKILLED,
                Map.of(),
                Duration.ZERO,
                Optional.empty(),
                0)),
        file.arrivals());
  }

  @Test
  void columnsComeInAnyOrderAndSomeMayBeMissing() {
    ArrivalsFile file = arrivals("Queue,handle_seconds,AT,channel", "plain,10,5,Chat");
    assertEquals(List.of(), errors(file));
    assertEquals(List.of(Days.on(Channel.CHAT, Days.call(2, 5, 10))), file.arrivals());
  }

  @Test
  void readsWhatSpreadsheetsWrite() {
    String text =
        String.join(
            "\r\n",
            "\uFEFF\"at\",\"channel\",queue,handle_seconds",
            "\"5\", voice ,\"plain\",10",
            "",
            "7,voice,plain,1",
            "");
    ArrivalsFile file = ArrivalsFile.read("a.csv", text, Days.rules(Order.FIFO).queues(), SKILLS);
    assertEquals(List.of(), errors(file));
    assertEquals(List.of(Days.call(2, 5, 10), Days.call(4, 7, 1)), file.arrivals());
  }

  @Test
  void saysEverythingThatIsWrongAtOnce() {
    ArrivalsFile file =
        arrivals(
            "at,channel,queue,skills,handle_seconds,patience_seconds,priority",
            "-1,voice,plain,,10,,",
            "1,fax,plain,,10,,",
            "2,voice,nowhere,,,,",
            "3,voice,plain,cinese:2,10,,",
            "4,voice,plain,tributi:9,10,soon,high",
            "5,voice,plain",
            "6,\"voice,plain,,10,,",
            "");
    assertEquals(
        List.of(
            "a.csv:2: at: \"-1\" (expected: " + Values.SECONDS + ")",
            "a.csv:3: channel: \"fax\" (expected: one of voice, chat, counter, email, pec, form)",
            "a.csv:4: handle_seconds: no value (expected: " + Values.SECONDS + ")",
            "a.csv:4: queue: \"nowhere\" (expected: one of plain, skilled)",
            "a.csv:5: skills: \"cinese\" (expected: of inglese, tributi)",
            "a.csv:6: patience_seconds: \"soon\" (expected: "
                + Values.SECONDS
                + ", or nothing for ever)",
            "a.csv:6: priority: \"high\" (expected: a whole number, -1000000 to 1000000)",
            "a.csv:6: skills: \"tributi:9\" (expected: " + Values.SKILLS + ")",
            "a.csv:7: 3 values (expected: 7, as the header)",
            "a.csv:8: a quote without its end (expected: quotes around a whole value)"),
        errors(file));
    assertEquals(List.of(), file.arrivals());
  }

  @Test
  void refusesAHeaderThatDoesNotFit() {
    assertEquals(
        List.of(
            "a.csv:1: wait: no such column (expected: one of at, channel, queue, handle_seconds,"
                + " skills, patience_seconds, priority)",
            "a.csv:1: at: this column twice (expected: each column once)",
            "a.csv:1: handle_seconds: no such column (expected: a header with handle_seconds)"),
        errors(arrivals("at,channel,queue,wait,at", "1,voice,plain,1,1")));
    assertEquals(
        List.of(
            "a.csv:1: an empty file (expected: the header at,channel,queue,handle_seconds,skills,"
                + "patience_seconds,priority)"),
        errors(arrivals("")));
  }

  @Test
  void refusesAChannelThatTheQueueDoesNotTake() {
    Map<QueueId, it.sportello.routing.Queue> queues = new HashMap<>(Samples.rules().queues());
    ArrivalsFile file =
        ArrivalsFile.read(
            "a.csv", "at,channel,queue,handle_seconds\n1,chat,tributi,1\n", queues, SKILLS);
    assertEquals(
        List.of(
            "a.csv:2: channel: \"chat\", which queue tributi does not take (expected: voice, email,"
                + " pec, form, or a target for it in queues.yaml)"),
        errors(file));
  }

  @Test
  void readsWhoWorks() {
    StaffFile file =
        staff(
            "operator,from,to,skills,live,written,queues",
            "mario,32400,61200,tributi:2,1,2,plain;skilled",
            "gina,0,90000,,0,1,plain");
    assertEquals(List.of(), errors(file));
    OperatorProfile mario = file.workers().getFirst().profile();
    assertEquals(Map.of("tributi", 2), mario.skills());
    assertEquals(QUEUES, mario.queues());
    assertEquals(1, mario.capacity().get(Channel.CHAT));
    assertEquals(2, mario.capacity().get(Channel.PEC));
    OperatorProfile gina = file.workers().getLast().profile();
    assertEquals(Map.of(), gina.skills());
    assertEquals(0, gina.capacity().get(Channel.VOICE));
  }

  @Test
  void takesFromTheConfigurationWhatTheFileDoesNotSay() {
    StaffFile file = staff("operator,from,to", "anna,0,10", "nuova,0,10");
    assertEquals(List.of(), errors(file));
    OperatorProfile anna = file.workers().getFirst().profile();
    assertEquals(Map.of("inglese", 3), anna.skills());
    assertEquals(Set.of(Days.SKILLED), anna.queues());
    assertEquals(4, anna.capacity().get(Channel.FORM));
    OperatorProfile other = file.workers().getLast().profile();
    assertEquals(Map.of("tributi", 5, "inglese", 5), other.skills());
    assertEquals(QUEUES, other.queues());
    assertEquals(1, other.capacity().get(Channel.VOICE));
    assertEquals(3, other.capacity().get(Channel.EMAIL));
  }

  @Test
  void putsTheShiftsOfAnOperatorTogether() {
    StaffFile file =
        staff("operator,from,to", "mario,50,90", "gina,0,9", "mario,0,30", "mario,30,40");
    assertEquals(List.of(), errors(file));
    assertEquals(new OperatorId("mario"), file.workers().getFirst().profile().id());
    assertEquals(
        List.of(
            new Shift(Days.seconds(0), Days.seconds(40)),
            new Shift(Days.seconds(50), Days.seconds(90))),
        file.workers().getFirst().shifts());
  }

  @Test
  void refusesShiftsThatCannotBe() {
    StaffFile file =
        staff(
            "operator,from,to,skills,queues",
            "mario,50,50,,",
            "mar io,0,9,,",
            "gina,0,30,,",
            "gina,20,40,,",
            "gina,50,60,inglese:2,",
            "lino,0,9,,ufficio");
    assertEquals(
        List.of(
            "s.csv:2: to: \"50\" (expected: later than from)",
            "s.csv:3: operator: \"mar io\" (expected: 1 to 64 letters, digits, -, _ or .)",
            "s.csv:7: queues: \"ufficio\" (expected: plain;skilled)",
            "s.csv:5: from: \"20\" (expected: shifts of one operator one after the other)",
            "s.csv:6: operator: \"gina\" as in line 4 (expected: the same skills, queues and"
                + " capacity in each line of one operator)"),
        errors(file));
  }

  @Test
  void warnsOfContactsForNobody() {
    Day day =
        Simulation.run(
            Days.plan(
                Order.FIFO,
                List.of(Days.worker("anna", 0, 100)),
                Days.call(2, 0, 10),
                Days.in(Days.SKILLED, Map.of(), Days.call(3, 1, 10)),
                Days.in(Days.PLAIN, Map.of("inglese", 2), Days.mail(4, 1, 10))));
    assertEquals(
        List.of(
            "no operator could take email for plain with {inglese=2}: 1 contacts",
            "no operator could take voice for skilled: 1 contacts"),
        Report.of(day).warnings());
    assertTrue(ReportTable.of(Report.of(day)).contains("warning: no operator could take voice"));
  }
}
