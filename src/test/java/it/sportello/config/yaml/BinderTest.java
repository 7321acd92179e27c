package it.sportello.config.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.base.HostPort;
import it.sportello.base.QueueId;
import it.sportello.base.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinderTest {
  @TempDir Path directory;

  record Everything(
      String text,
      int whole,
      long big,
      double ratio,
      boolean yes,
      Duration span,
      ByteSize size,
      Channel channel,
      QueueId queue,
      HostPort listen,
      ZoneId zone,
      LocalTime time,
      LocalDate date,
      MonthDay day,
      URI uri,
      Path path,
      List<String> list,
      Map<Channel, Duration> map,
      Optional<String> absent,
      Inner inner) {}

  record Inner(@Default("7 d") Duration standard, @Default("[INBOX]") List<String> folders) {}

  record Limits(
      @Default("20 s") @Range(min = "5 s", max = "2 min") Duration ring,
      @Default("[3]") @Range(min = "1", max = "5") @Length(max = 2) List<Integer> levels,
      @Default("none") @OneOf({"none", "starttls", "tls"}) String tls,
      @Default("055123") @Like(value = "[0-9]{4,}", expected = "digits only") String did) {}

  @Removed(key = "port", successor = "listen, as host:port")
  record Web(HostPort listen, @Default("true") boolean form) {}

  record Desks(List<Desk> desks, @Default("[]") List<Box> boxes) {}

  record Desk(@Defines("desk") QueueId id, @Range(min = "1", max = "9") int priority) {}

  record Box(@Names("desk") QueueId desk) {}

  record Keys(Secret password, @MayBeGenerated Secret key) {}

  record Pair(int low, int high) {
    Pair {
      if (low > high) {
        throw new IllegalArgumentException(
            "low " + low + " is above high " + high + " (expected: low <= high)");
      }
    }
  }

  @Test
  void readsEveryKindOfValue() {
    var binder = new Binder(directory, Map.of());
    var read =
        binder.text(
            "a.yaml",
            """
            text: 0551234567
            whole: -3
            big: 9000000000
            ratio: 0.80
            yes: true
            span: 1 h 30 min
            size: 10 MiB
            channel: voice
            queue: tributi
            listen: "[::1]:8080"
            zone: Europe/Rome
            time: 08:30
            date: 2026-11-20
            day: 06-24
            uri: https://sportello.example/
            path: ../knowledge-base
            list: [a, "b"]
            map: {email: 8 h, voice: 500 ms}
            absent:
            inner: {}
            """,
            Everything.class);
    assertEquals(List.of(), binder.errors());
    assertEquals(
        new Everything(
            "0551234567",
            -3,
            9_000_000_000L,
            0.80,
            true,
            Duration.ofMinutes(90),
            new ByteSize(10 << 20),
            Channel.VOICE,
            new QueueId("tributi"),
            new HostPort("::1", 8080),
            ZoneId.of("Europe/Rome"),
            LocalTime.of(8, 30),
            LocalDate.of(2026, 11, 20),
            MonthDay.of(6, 24),
            URI.create("https://sportello.example/"),
            directory.resolveSibling("knowledge-base"),
            List.of("a", "b"),
            Map.of(Channel.EMAIL, Duration.ofHours(8), Channel.VOICE, Duration.ofMillis(500)),
            Optional.empty(),
            new Inner(Duration.ofDays(7), List.of("INBOX"))),
        read.orElseThrow());
  }

  @Test
  void saysAllErrorsAtOnceEachOnItsLine() {
    assertErrors(
        Everything.class,
        """
        text: [a]
        whole: 3.5
        big: many
        ratio: .nan
        yes: si
        span: 20
        size: 10 MB
        channel: fax
        queue: a b
        listen: 8080
        zone: Europe/Firenze
        time: 8.30
        date: 20/11/2026
        day: 02-30
        uri: sportello.example
        path: ok
        list: a
        map: {voce: 8 h, voice: 9}
        inner: {standard: 7 days, folder: []}
        """,
        "a.yaml:1: text: a list (expected: a text)",
        "a.yaml:2: whole: \"3.5\" (expected: a whole number)",
        "a.yaml:3: big: \"many\" (expected: a whole number)",
        "a.yaml:4: ratio: \".nan\" (expected: a number such as 0.80)",
        "a.yaml:5: yes: \"si\" (expected: true or false)",
        "a.yaml:6: span: \"20\" (expected: a span such as 500 ms, 20 s, 5 min, 8 h, 3 d)",
        "a.yaml:7: size: \"10 MB\" (expected: a size such as 64 KiB, 10 MiB, 1 GiB)",
        "a.yaml:8: channel: \"fax\" (expected: one of voice, chat, counter, email, pec, form)",
        "a.yaml:9: queue: QueueId: \"a b\""
            + " (expected: 1 to 64 letters, digits, '-', '_' or '.')",
        "a.yaml:10: listen: \"8080\" (expected: host:port such as 127.0.0.1:8080)",
        "a.yaml:11: zone: \"Europe/Firenze\" (expected: a time zone such as Europe/Rome)",
        "a.yaml:12: time: \"8.30\" (expected: a time such as 08:30)",
        "a.yaml:13: date: \"20/11/2026\" (expected: a date such as 2026-11-20)",
        "a.yaml:14: day: \"02-30\" (expected: a day such as 06-24)",
        "a.yaml:15: uri: \"sportello.example\""
            + " (expected: an address such as https://sportello.example/)",
        "a.yaml:17: list: \"a\" (expected: a list)",
        "a.yaml:18: map.voce: \"voce\" (expected: one of voice, chat, counter, email, pec, form)",
        "a.yaml:18: map.voice: \"9\" (expected: a span such as 500 ms, 20 s, 5 min, 8 h, 3 d)",
        "a.yaml:19: inner.folder: unknown key (expected: folders)",
        "a.yaml:19: inner.standard: \"7 days\""
            + " (expected: a span such as 500 ms, 20 s, 5 min, 8 h, 3 d)");
  }

  @Test
  void saysWhatIsMissingUnknownRemovedOrRepeated() {
    assertErrors(
        Web.class,
        "port: 8080\nfrom: true\nfrom: false\ncolour: red\n",
        "a.yaml:1: listen: missing (expected: host:port)",
        "a.yaml:1: port: removed key (expected: listen, as host:port)",
        "a.yaml:2: from: unknown key (expected: form)",
        "a.yaml:3: from: a second time (expected: once, the first is on line 2)",
        "a.yaml:4: colour: unknown key (expected: one of listen, form)");
  }

  @Test
  void saysWhichLimitIsBroken() {
    assertErrors(
        Limits.class,
        "ring: 3 s\nlevels:\n- 1\n- 6\n- 2\ntls: ssl\ndid: +39\n",
        "a.yaml:1: ring: \"3 s\" (expected: 5 s to 2 min)",
        "a.yaml:2: levels: 3 elements (expected: 1 to 2)",
        "a.yaml:4: levels[1]: \"6\" (expected: 1 to 5)",
        "a.yaml:6: tls: \"ssl\" (expected: one of none, starttls, tls)",
        "a.yaml:7: did: \"+39\" (expected: digits only)");
  }

  @Test
  void readsDefaultsWhenNothingIsWritten() {
    var binder = new Binder(directory, Map.of());
    assertEquals(
        new Limits(Duration.ofSeconds(20), List.of(3), "none", "055123"),
        binder.text("a.yaml", "# nothing but a comment\n", Limits.class).orElseThrow());
    assertEquals(List.of(), binder.errors());
  }

  @Test
  void checksNamesOverAllFilesEvenWhenWhatTheyNameIsWrong() {
    var binder = new Binder(directory, Map.of());
    binder.text(
        "a.yaml", "desks:\n- {id: tax, priority: 10}\n- {id: tax, priority: 1}\n", Desks.class);
    binder.text("b.yaml", "desks: []\nboxes:\n- desk: tax\n- desk: tex\n", Desks.class);
    binder.checkNames();
    assertEquals(
        List.of(
            "a.yaml:2: desks[0].priority: \"10\" (expected: 1 to 9)",
            "a.yaml:3: desks[1].id: \"tax\" a second time"
                + " (expected: another desk, the first is at a.yaml:2)",
            "b.yaml:4: boxes[1].desk: \"tex\" is not a desk (expected: tax)"),
        binder.errors().stream().map(ConfigError::toString).toList());
  }

  @Test
  void saysTheLineOfASyntaxError() {
    var binder = new Binder(directory, Map.of());
    assertTrue(binder.text("a.yaml", "listen: 1:1\nform: [true\nx: y\n", Web.class).isEmpty());
    ConfigError error = binder.errors().getFirst();
    assertEquals(3, error.line());
    assertTrue(error.found().startsWith("not YAML: "), error.found());
    assertEquals(1, binder.errors().size());
  }

  @Test
  void refusesAFileThatIsMissingOrNotUtf8() throws Exception {
    Files.write(directory.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe8, '\n'});
    var binder = new Binder(directory, Map.of());
    assertTrue(binder.file("none.yaml", Web.class).isEmpty());
    assertTrue(binder.file("latin.yaml", Web.class).isEmpty());
    assertEquals(
        List.of(
            "latin.yaml: not UTF-8 (expected: a text file in UTF-8)",
            "none.yaml: the file cannot be read (expected: a readable file)"),
        binder.errors().stream().map(ConfigError::toString).toList());
  }

  @Test
  void followsSecretsAndNeverShowsThem() throws Exception {
    Files.writeString(directory.resolve("pbx"), "carciofo\n");
    var binder = new Binder(directory, Map.of("MAIL", "finocchio"));
    Keys keys =
        binder
            .text("a.yaml", "password: {file: pbx}\nkey: {env: MAIL}\n", Keys.class)
            .orElseThrow();
    assertEquals("carciofo", keys.password().reveal());
    assertEquals("finocchio", keys.key().reveal());
    assertEquals("Keys[password=***, key=***]", keys.toString());
    assertTrue(
        binder
            .text("b.yaml", "password: {env: MAIL}\nkey: generated\n", Keys.class)
            .orElseThrow()
            .key()
            .isGenerated());
    assertEquals(List.of(), binder.errors());
  }

  @Test
  void refusesSecretsThatAreWrittenOutOrLeadNowhere() {
    assertErrors(
        Keys.class,
        "password: carciofo\nkey: {file: nowhere}\n",
        "a.yaml:1: password: something else (not shown)"
            + " (expected: {file: secrets/name} or {env: NAME})",
        "a.yaml:2: key.file: \"nowhere\" cannot be read (expected: a file with the secret in it)");
    assertErrors(
        Keys.class,
        "password: generated\nkey: {env: NO_SUCH}\n",
        "a.yaml:1: password: something else (not shown)"
            + " (expected: {file: secrets/name} or {env: NAME})",
        "a.yaml:2: key.env: the environment has no \"NO_SUCH\" (expected: the secret)");
  }

  @Test
  void reportsWhatARecordRefuses() {
    assertErrors(
        Pair.class, "low: 3\nhigh: 2\n", "a.yaml:1: low 3 is above high 2 (expected: low <= high)");
  }

  @Test
  void findsTheLineOfAKeyOrOfWhatIsAroundIt() {
    var binder = new Binder(directory, Map.of());
    binder.text("a.yaml", "desks:\n\n- id: tax\n  priority: 1\n", Desks.class);
    Located where = binder.where("a.yaml");
    assertEquals(4, where.line("desks[0].priority"));
    assertEquals(3, where.line("desks[0].colour"));
    assertEquals(1, where.line("boxes[4].desk"));
    assertEquals(
        "a.yaml:3: desks[0].id: odd (expected: even)",
        where.error("desks[0].id", "odd", "even").toString());
  }

  private void assertErrors(Class<? extends Record> type, String text, String... expected) {
    var binder = new Binder(directory, Map.of());
    assertFalse(binder.text("a.yaml", text, type).isPresent());
    assertEquals(
        String.join("\n", expected),
        String.join("\n", binder.errors().stream().map(ConfigError::toString).toList()));
  }
}
