package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.Center;
import it.sportello.testkit.ConsoleClient;
import it.sportello.testkit.DeskPhone;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.Sipp;
import it.sportello.testkit.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// A whole center at a real Asterisk whose queue of calls is recorded, an operator and a supervisor
/// with telephones on their desks, and a caller; everybody hums a tone of their own.
final class MediaBench implements AutoCloseable {
  static final String PHONES = DeskPhone.endpoint("201", "") + DeskPhone.endpoint("203", "");
  static final double CALLER = 440;
  static final double ANNA = 700;
  static final double CARLA = 1100;
  static final Duration SOON = Duration.ofSeconds(60);

  private final AsteriskServer pbx;
  private final Path directory;
  private final Map<String, String> passwords = new HashMap<>();
  private Center center;
  private final Deque<Runnable> parts = new ArrayDeque<>();

  /// @param consent `announced` or `asked`
  MediaBench(AsteriskServer pbx, Path directory, String consent) throws IOException {
    this.pbx = pbx;
    this.directory = directory;
    String more =
        Center.phone(pbx)
            + "\nrecordings: {spool: %s, minFree: 1 MiB}\n".formatted(pbx.recordings());
    center = Center.start(directory, more, config -> change(config, consent));
    List.of("anna", "carla").forEach(user -> passwords.put(user, center.password(user)));
  }

  /// Stops the server and starts it once more, later.
  void laterBy(Duration time) throws IOException {
    center.close();
    center = Center.again(directory, InstantSource.offset(InstantSource.system(), time));
  }

  private static void change(Path config, String consent) {
    String digit = consent.equals("asked") ? "1" : "9";
    change(
        config.resolve("queues.yaml"),
        "  - id: informazioni\n",
        "  - id: informazioni\n    recording: {consent: "
            + consent
            + ", prompt: recording-"
            + consent
            + ", digit: \""
            + digit
            + "\", timeout: 1 s, retention: 30 d}\n");
    change(config.resolve("queues.yaml"), "    survey: \\{\\}\n", "");
    change(config.resolve("operators.yaml"), "(extension: \"20[13]\"\n)", "$1    phone: desk\n");
  }

  private static void change(Path file, String pattern, String other) {
    try {
      String text = Files.readString(file);
      String changed = text.replaceAll(pattern, other);
      if (changed.equals(text)) {
        throw new AssertionError(pattern + " is not in " + file);
      }
      Files.writeString(file, changed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Somebody calls, and hears.
  Voice caller() {
    Voice voice = voice(CALLER);
    start(Ports.freeUdp(), voice.scenario("caller"), "-s", Center.DID, "-key", "from", "+390551");
    return voice;
  }

  /// Somebody calls and presses a key, again and again.
  Sipp callerPresses(String digit) {
    return start(
        Ports.freeUdp(),
        "caller-presses",
        "-s",
        Center.DID,
        "-key",
        "from",
        "+390551",
        "-key",
        "digit",
        digit);
  }

  /// Anna's phone answers one call.
  Voice anna() {
    Voice voice = voice(ANNA);
    phone("201", voice.scenario("operator-answers"));
    return voice;
  }

  /// Carla's phone answers one call.
  Voice carla() {
    Voice voice = voice(CARLA);
    phone("203", voice.scenario("operator-answers"));
    return voice;
  }

  /// Carla's phone answers one call and ends it.
  Sipp carlaHangsUp(Voice voice, Duration after) {
    return phone("203", voice.scenario("operator-hangs-up"), "-d", after.toMillis() + "");
  }

  Voice voice(double hertz) {
    var voice = new Voice(hertz);
    parts.push(voice::close);
    return voice;
  }

  private Sipp phone(String extension, String scenario, String... arguments) {
    int port = Ports.freeUdp();
    Sipp sipp = start(port, scenario, arguments);
    DeskPhone.register(pbx, extension, port, 60);
    return sipp;
  }

  private Sipp start(int port, String scenario, String... arguments) {
    Sipp sipp = Sipp.startOn(pbx, port, scenario, arguments);
    parts.push(sipp::close);
    return sipp;
  }

  /// A console, live.
  ConsoleClient console(String user) throws IOException, InterruptedException {
    var console =
        new ConsoleClient(center.url(""), user, Objects.requireNonNull(passwords.get(user)));
    parts.push(console::close);
    console.goLive();
    return console;
  }

  /// The operator is there and takes contacts.
  ConsoleClient available(String user) throws IOException, InterruptedException {
    ConsoleClient console = console(user);
    until(() -> console.get("/api/v1/session").path("user").isMissingNode() ? "" : "ok", "ok");
    assertEquals(
        200, console.post("/api/v1/presence", Map.of("presence", "available", "reason", "")));
    return console;
  }

  /// Waits for the only contact to be in a state, and returns its id.
  String contactIs(ConsoleClient console, String state) {
    until(() -> state(console), state);
    try {
      return console.get("/api/v1/contacts").at("/contacts/0/id").asString("");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The state of the only contact.
  String state(ConsoleClient console) throws IOException, InterruptedException {
    return console.get("/api/v1/contacts").at("/contacts/0/state/kind").asString("");
  }

  /// How many legs the PBX has.
  int channels() {
    String said = pbx.cli("core show channels count");
    return Integer.parseInt(said.strip().split(" ", 2)[0]);
  }

  /// Waits until the first recording of a contact is in a state.
  JsonNode recordingIs(ConsoleClient console, String contact, String state) throws Exception {
    until(
        () -> console.get("/api/v1/contacts/" + contact).at("/recordings/0/state").asString(""),
        state);
    return console.get("/api/v1/contacts/" + contact).at("/recordings/0");
  }

  /// Waits until something in the contact's history was recorded.
  void happened(ConsoleClient console, String contact, String type) {
    until(() -> types(console, contact).contains(type) ? type : types(console, contact) + "", type);
  }

  static List<String> types(ConsoleClient console, String contact)
      throws IOException, InterruptedException {
    JsonNode lines = console.get("/api/v1/contacts/" + contact).path("history");
    return StreamSupport.stream(lines.spliterator(), false)
        .map(line -> line.path("type").asString(""))
        .toList();
  }

  static void until(Callable<String> is, String expected) {
    var last = new String[] {""};
    try {
      Eventually.within(
          SOON,
          () -> {
            try {
              last[0] = is.call();
            } catch (Exception e) {
              last[0] = e.toString();
            }
            return expected.equals(last[0]);
          });
    } catch (AssertionError e) {
      throw new AssertionError("\"" + last[0] + "\" (expected: \"" + expected + "\")", e);
    }
  }

  /// Everything that lies in the vault.
  List<Path> sealed() throws IOException {
    Path vault = directory.resolve("data/recordings");
    if (!Files.exists(vault)) {
      return List.of();
    }
    try (var files = Files.walk(vault)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /// Everything that lies in Asterisk's directory.
  List<Path> spooled() throws IOException {
    try (var files = Files.list(pbx.recordings())) {
      return files.toList();
    }
  }

  @Override
  public void close() {
    center.close();
    pbx.cli("channel request hangup all");
    Eventually.within(SOON, () -> channels() == 0);
    while (!parts.isEmpty()) {
      parts.pop().run();
    }
  }
}
