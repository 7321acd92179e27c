package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.OperatorId;
import it.sportello.base.QueueId;
import it.sportello.config.Configuration;
import it.sportello.config.ShippedFiles;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.desk.Command;
import it.sportello.desk.Configured;
import it.sportello.desk.DeskLane;
import it.sportello.desk.Facts;
import it.sportello.desk.Reply;
import it.sportello.operator.Presence;
import it.sportello.store.memory.MemoryJournal;
import it.sportello.testkit.ManualTimer;
import it.sportello.web.api.ConfigurationApi.Reloaded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The shipped configuration is edited while a desk works by it.
@Timeout(120)
final class ReloadingTest {
  private static final OperatorId CARLA = new OperatorId("carla");
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final ContactId FORM = new ContactId("f1");

  @TempDir private Path root;
  private final MemoryJournal journal = new MemoryJournal();
  private final AtomicReference<Configuration> inForce = new AtomicReference<>();
  private Optional<DeskLane> lane = Optional.empty();
  private Optional<Reloading> reloading = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    ShippedFiles.copyTo(root);
    Configuration config = load();
    var desk =
        new DeskLane(
            journal,
            Optional.empty(),
            Facts.codec(),
            new RulesMaker(config).rules(),
            new ManualTimer());
    desk.start(_ -> {}, List.of());
    lane = Optional.of(desk);
    reloading = Optional.of(new Reloading(config, desk, inForce::set));
  }

  @Test
  void wordsCountAtOnce() throws IOException {
    edit("texts/mail-signature.it.txt", "Cordiali saluti", "Distinti saluti");
    Reloaded reloaded = reloading.orElseThrow().reload(CARLA);
    assertEquals(List.of("text mail-signature: other words"), reloaded.changes());
    assertEquals(List.of(), reloaded.restart());
    String words = inForce.get().texts().render("mail-signature", "it", java.util.Map.of());
    assertTrue(words.startsWith("Distinti saluti"), words);
  }

  @AfterEach
  void stop() {
    lane.ifPresent(DeskLane::close);
  }

  private Configuration load() {
    return assertInstanceOf(Configuration.Loaded.class, Configuration.load(root.resolve("config")))
        .configuration();
  }

  private void edit(String name, String from, String to) throws IOException {
    Path file = root.resolve("config").resolve(name);
    String text = Files.readString(file);
    assertTrue(text.contains(from), name + " has no " + from);
    Files.writeString(file, text.replace(from, to));
  }

  private Reloaded reload() {
    return reloading.orElseThrow().reload(CARLA);
  }

  private void send(Command command) {
    assertInstanceOf(Reply.Done.class, lane.orElseThrow().submit(command).join());
  }

  private Contact form() {
    return lane.orElseThrow()
        .ask(desk -> desk.openContacts().stream().filter(c -> c.id().equals(FORM)).findFirst())
        .join()
        .orElseThrow();
  }

  private List<Configured> recorded() {
    var found = new ArrayList<Configured>();
    journal.replay(
        1,
        entry -> {
          if (Facts.codec().fact(entry) instanceof Configured c) {
            found.add(c);
          }
        });
    return found;
  }

  @Test
  void whatChangedCountsAtTheNextDecisionAndIsRecorded() throws IOException {
    edit(
        "queues.yaml",
        "    skills: {informazioni: 1}",
        "    skills: {informazioni: 1, inglese: 2}");
    edit("operators.yaml", "inglese: 3", "inglese: 2");
    assertEquals(2, reload().changes().size());
    send(
        new Command.SubmitForm(
            FORM,
            "SP",
            new QueueId("informazioni"),
            new CustomerId("c"),
            "Dora",
            "dora@example.org",
            "Orari",
            "Buongiorno",
            List.of()));
    edit("queues.yaml", "inglese: 2}", "inglese: 1}");
    send(new Command.ConsoleConnected(ANNA));
    send(new Command.ChoosePresence(ANNA, Presence.AVAILABLE, ""));
    Reloaded again = reload();
    assertEquals(
        List.of(
            "queue informazioni skills: {informazioni=1, inglese=2} -> {informazioni=1,"
                + " inglese=1}"),
        again.changes());
    assertEquals(List.of(), again.restart());
    assertInstanceOf(ContactState.Offered.class, form().state());
    assertEquals(List.of("carla", "carla"), recorded().stream().map(Configured::by).toList());
    assertEquals(again.changes(), recorded().getLast().changes());
  }

  @Test
  void whatIsWrongIsSaidAndTheOldRulesStay() throws IOException {
    edit("queues.yaml", "    skills: {informazioni: 1}", "    skills: {informazione: 1}");
    Reloaded refused = reload();
    assertTrue(
        refused.errors().stream().anyMatch(e -> e.contains("queues[0].skills.informazione")),
        refused.errors().toString());
    assertEquals(List.of(), refused.changes());
    assertEquals(List.of(), recorded());
    edit("queues.yaml", "{informazione: 1}", "{informazioni: 1}");
    assertEquals(List.of(), reload().changes(), "compared with what is in force");
  }

  @Test
  void whatNeedsARestartIsNamed() throws IOException {
    edit("sportello.yaml", "language: it", "language: en");
    edit("calendars.yaml", "\"08:30-13:00\"", "\"08:00-13:00\"");
    Reloaded done = reload();
    assertEquals(List.of("sportello.yaml center"), done.restart());
    assertEquals(List.of("calendar ufficio: other hours"), done.changes());
  }
}
