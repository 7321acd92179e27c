package it.sportello.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.base.HostPort;
import it.sportello.base.QueueId;
import it.sportello.config.yaml.ConfigError;
import it.sportello.mail.dkim.KeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

  @TempDir Path root;
  private Path directory = Path.of("");

  @BeforeEach
  void copyTheShippedFiles() throws IOException {
    directory = ShippedFiles.copyTo(root);
  }

  @Test
  void readsTheShippedFiles() {
    Configuration shipped = loaded(ShippedFiles.DIRECTORY);
    assertEquals("it", shipped.sportello().center().language());
    assertEquals(4, shipped.queues().queues().size());
    QueueConfig first = shipped.queues().queues().getFirst();
    assertEquals(new QueueId("informazioni"), first.id());
    TargetConfig voice = first.target().get(Channel.VOICE);
    assertEquals(Duration.ofSeconds(20), voice == null ? Duration.ZERO : voice.within());
    assertTrue(shipped.sportello().phone().isEmpty());
    assertEquals(List.of("ufficio", "mattina", "sempre"), List.copyOf(shipped.hours().keySet()));
    IndicatorConfig reply =
        shipped.indicators().indicators().stream()
            .filter(i -> i.id().equals("FRT"))
            .findFirst()
            .orElseThrow();
    assertEquals(0.95, reply.targetOn(LocalDate.of(2026, 12, 31)).orElseThrow().value().value());
    assertEquals(1, reply.targetOn(LocalDate.of(2027, 1, 1)).orElseThrow().value().value());
    assertTrue(reply.targetOn(LocalDate.of(2025, 12, 31)).isEmpty());
  }

  @Test
  void readsTheShippedExamplesThatAreCommentedOut() throws IOException {
    useTheExamples();
    assertEquals("", errors());
  }

  @Test
  void tellsWhereTheKeyOfAnEarlierVersionIsNow() throws IOException {
    useTheExamples();
    replace("sportello.yaml", "    port: 5038", "    ringFor: 20 s");
    String error =
        "phone.asterisk.ringFor: removed key (expected: offerFor.voice of each queue in"
            + " queues.yaml)";
    assertTrue(errors().lines().anyMatch(line -> line.endsWith(error)), errors());
  }

  @Test
  void saysWhoHasATelephone() throws IOException {
    replace("operators.yaml", "\"202\"", "\"202\"\n    phone: desk");
    List<OperatorConfig> operators = loaded(directory).operators().operators();
    assertEquals(PhoneKind.BROWSER, operators.get(0).phone());
    assertEquals(PhoneKind.DESK, operators.get(1).phone());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          prompt: menu-main | prompt: menu-mai | phone.menus[1].prompt: "menu-mai" has no en (expected: prompts/menu-mai.en.txt, or a recording menu-mai.en.wav)
          {menu: english} | {menu: englisch} | phone.menus[0].digits.9.menu: "englisch" is not a menu (expected: english)
          "9": | "99": | phone.menus[0].digits: "99" is no key (expected: 0 to 9, * or #, in quotes)
          {queue: tributi}, "9" | {queue: reclami}, "9" | phone.menus[0].digits.2.queue: "reclami" takes no voice (expected: a queue with target.voice in queues.yaml)
          otherwise: {queue: informazioni} | otherwise: {menu: english} | phone.menus[1].otherwise: never leaves the menus (expected: a way that ends at a queue, for callers who press nothing)
          otherwise: {queue: informazioni} | otherwise: {} | phone.menus[1].otherwise: no queue and no menu (expected: one of queue, menu)
          menu: main} | menu: main, queue: tributi} | phone.numbers[2]: queue and menu (expected: one of queue, menu)
          """)
  void saysWhatIsWrongWithMenus(String good, String bad, String expected) throws IOException {
    useTheExamples();
    replace("sportello.yaml", good, bad);
    assertTrue(
        errors()
            .lines()
            .anyMatch(
                line -> line.matches("sportello.yaml:[1-9][0-9]*: .*") && line.endsWith(expected)),
        errors());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tokenUrl: https: | tokenUrl: http: | mail.mailboxes[2].oauth.tokenUrl: "http://login.provider.example/oauth2/v2.0/token" (expected: https, except on this machine)
          imap: {host: imap.cloud.example, | imap: {host: imap.cloud.example, password: {file: secrets/protocollo}, | mail.mailboxes[2].imap: a password beside oauth (expected: either password, or oauth of the mailbox)
          clientId: 0 | clientID: 0 | mail.mailboxes[2].oauth.clientID: unknown key (expected: clientId)
          refreshToken: {file: secrets/oauth-refresh} | refreshToken: {file: secrets/nowhere} | mail.mailboxes[2].oauth.refreshToken.file: "secrets/nowhere" cannot be read
          """)
  void saysWhatIsWrongWithTokens(String good, String bad, String expected) throws IOException {
    useTheExamples();
    assertEquals("", errors());
    replace("sportello.yaml", good, bad);
    assertTrue(errors().contains(expected), errors());
  }

  @Test
  void asksForAPasswordWhereThereAreNoTokens() throws IOException {
    replace("sportello.yaml", "embedded: true", "smtp: {host: h.example, user: u}");
    String expected = "smtp: no password (expected: either password, or oauth of the mailbox)";
    assertTrue(errors().contains("mail.mailboxes[0]." + expected), errors());
  }

  @Test
  void signsForItsOwnDomainAndNeverOnPec() throws Exception {
    useTheExamples();
    Path key = directory.resolve("secrets/dkim.pem");
    KeyFiles.write(key, 1000);
    String where = "mail.mailboxes[0].dkim.keyFile: ";
    assertTrue(errors().contains(where + key + ": an RSA key of 1000 bits (expected: "), errors());
    Files.delete(key);
    assertTrue(errors().contains(where), errors());
    KeyFiles.write(key, 0);
    replace("sportello.yaml", "domain: sportello.example", "domain: other.example");
    String domain = "mail.mailboxes[0].dkim: domain \"other.example\" (expected: the domain of ";
    assertTrue(errors().contains(domain), errors());
    replace("sportello.yaml", "domain: other.example", "domain: mail.sportello.example");
    assertEquals("", errors());
    replace("sportello.yaml", "channel: email", "channel: pec");
    assertTrue(errors().contains("mail.mailboxes[0].dkim: on a PEC mailbox ("), errors());
  }

  @Test
  void readsHowFilesAreScanned() throws IOException {
    assertTrue(loaded(directory).sportello().scan().isEmpty(), "off unless somebody wants it");
    useTheExamples();
    ScanConfig scan = loaded(directory).sportello().scan().orElseThrow();
    assertEquals(new HostPort("127.0.0.1", 3310), scan.host().orElseThrow());
    assertEquals(BeforeScan.WAIT, scan.downloadBeforeScan());
    replace("sportello.yaml", "  host: 127.0.0.1:3310", "  socket: /run/clamav/clamd.ctl");
    assertEquals(
        Path.of("/run/clamav/clamd.ctl"),
        loaded(directory).sportello().scan().orElseThrow().socket().orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '  host: 127.0.0.1:3310' | '  host: 127.0.0.1' | scan.host: "127.0.0.1" (expected: host:port such as 127.0.0.1:8080)
          '  host: 127.0.0.1:3310' | '' | scan: neither host nor socket (expected: one of the two, where clamd listens)
          'connectWithin: 5 s' | 'socket: clamd.ctl' | scan: host and socket (expected: one of the two, where clamd listens)
          'scanWithin: 3 min' | 'scanWithin: 20 s' | scan.scanWithin: shorter than answerWithin, 30 s (expected: as long or longer)
          'maxFile: 25 MiB' | 'maxFile: 2 GiB' | scan.maxFile: "2 GiB" (expected: 64 KiB to 1 GiB)
          'downloadBeforeScan: wait' | 'downloadBeforeScan: never' | scan.downloadBeforeScan: "never" (expected: one of wait, allow)
          'waitAtMost: 8 s' | 'waitAtMost: 1 min' | scan.waitAtMost: "1 min" (expected: 1 s to 12 s)
          """)
  void refusesAWrongScanner(String old, String wrong, String error) throws IOException {
    useTheExamples();
    replace("sportello.yaml", old, wrong == null ? "" : wrong);
    assertTrue(errors().lines().anyMatch(l -> l.endsWith(error)), errors());
  }

  @Test
  void writesTheRecordAsZoneFilesTakeIt() {
    var dkim = new DkimConfig("uno", "sportello.example", Path.of("x"));
    assertEquals(
        "uno._domainkey.sportello.example. IN TXT \"" + "a".repeat(255) + "\" \"aa\"",
        dkim.record("a".repeat(257)));
  }

  private void useTheExamples() throws IOException {
    Path file = directory.resolve("sportello.yaml");
    String text = Files.readString(file);
    String all = text.replaceAll("(?m)^( *)# ((?:  )*(?:- )?(?:\\w+:|\\{did).*)$", "$1$2");
    assertTrue(all.contains("\nphone:\n") && all.contains("\n    - id: protocollo\n"), all);
    Files.writeString(file, all);
    Files.createDirectories(root.resolve("data/asterisk"));
    Files.writeString(root.resolve("data/asterisk/ami.secret"), "x");
    Files.createDirectories(directory.resolve("secrets"));
    for (String secret :
        List.of("protocollo", "mail.pem", "mail.key", "oauth-client", "oauth-refresh")) {
      Files.writeString(directory.resolve("secrets").resolve(secret), "x");
    }
    KeyFiles.write(directory.resolve("secrets/dkim.pem"), 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sportello.yaml | listen: 127.0.0.1:8080 | listn: 127.0.0.1:8080 | | web.listn: unknown key (expected: listen)
          sportello.yaml | language: it | language: fr | | center.language: "fr" (expected: one of it, en)
          sportello.yaml | enabled: true | enabled: false | embedded: true | mail.mailboxes[0].embedded: "true", but the embedded mail server is off (expected: mail.embedded.enabled: true)
          sportello.yaml | queue: informazioni | queue: informazione | | web.form.queue: "informazione" is not a queue (expected: informazioni)
          sportello.yaml | queue: informazioni | queue: pratiche | | web.form.queue: "pratiche" takes no form (expected: a queue with target.form in queues.yaml)
          sportello.yaml | embedded: true | embedded: false | | mail.mailboxes[0].embedded: "false", but smtp is missing (expected: smtp, and imap unless mail.intake takes its mail; or embedded: true)
          sportello.yaml | # trustedProxies: [127.0.0.1] | trustedProxies: [10.0.0.0/33] | | web.trustedProxies[0]: "10.0.0.0/33" (expected: an address such as 10.0.0.1, or a network such as 10.0.0.0/24)
          sportello.yaml | # trustedProxies: [127.0.0.1] | trustedProxies: [proxy.example] | | web.trustedProxies[0]: "proxy.example" (expected: an address such as 10.0.0.1, or a network such as 10.0.0.0/24)
          sportello.yaml | http://127.0.0.1:8080/ | http://127.0.0.1:8080 | | web.publicUrl: "http://127.0.0.1:8080" (expected: http:// or https://, and a / at the end)
          sportello.yaml | ../knowledge-base | nowhere | | knowledge.path: "nowhere" cannot be read (expected: an existing path)
          queues.yaml | ratio: 0.80} | ratio: 80} | | queues[0].target.voice.ratio: "80" (expected: 0.01 to 1)
          queues.yaml | within: 20 s | within: 20 | | queues[0].target.voice.within: "20" (expected: a span such as 500 ms, 20 s, 5 min, 8 h, 3 d)
          queues.yaml | within: 3 d, clock | within: 30 h, clock | | queues[2].target.email.within: no whole days (expected: 1 d, 2 d, ... on this clock)
          queues.yaml | prompt: closed | prompt: chiuso | prompt: chiuso | queues[1].closed.prompt: "chiuso" has no en (expected: prompts/chiuso.en.txt, or a recording chiuso.en.wav)
          queues.yaml | survey: {} | survey: {digits: "12345"} | survey: {digits | queues[0].survey.digits: "12345" (expected: two to five different keys of 0 to 4)
          queues.yaml | survey: {} | survey: {prompt: parere} | survey: {prompt | queues[0].survey.prompt: "parere" has no it (expected: prompts/parere.it.txt, or a recording parere.it.wav)
          queues.yaml | survey: {} | callback: {tries: 0} | | queues[0].callback.tries: "0" (expected: 1 to 10)
          queues.yaml | survey: {} | callback: {tries: 10, every: 24 h} | | queues[0].callback.keepFor: over before the last of 10 tries (expected: more than the pauses between them)
          queues.yaml | overflow: {length: 20, prompt: queue-full} | callback: {} | | queues[2].callback: nobody is told of it (expected: announce, which says that it is possible)
          queues.yaml | survey: {} | callback: {} | | -
          queues.yaml | then: hangup | then: sing | | queues[1].closed.then: "sing" (expected: one of hangup, wait)
          queues.yaml | to: informazioni | to: reclami | | queues[1].overflow.to: "reclami" takes no voice (expected: a queue with target.voice in queues.yaml)
          queues.yaml | to: informazioni | to: tributi | | queues[1].overflow.to: "tributi" is this queue (expected: another queue)
          queues.yaml | closed: {prompt: closed, then: hangup} | closed: {prompt: closed, to: reclami} | | queues[1].closed.to: "reclami" takes no voice (expected: a queue with target.voice in queues.yaml)
          queues.yaml | closed: {prompt: closed, then: hangup} | closed: {prompt: closed, to: tributi} | | queues[1].closed.to: "tributi" is this queue (expected: another queue)
          queues.yaml | {after: 15 min, to: informazioni} | {to: informazioni} | | queues[1].overflow: no limit (expected: after or length, or both)
          queues.yaml | {length: 20, prompt: queue-full} | {length: 20} | | queues[2].overflow: leads nowhere (expected: to or prompt, or both)
          queues.yaml | opening: mattina | opening: matina | | queues[2].opening: "matina" is not a calendar (expected: mattina)
          queues.yaml | {tributi: 2} | {tributo: 2} | | queues[1].skills.tributo: "tributo" is not a skill (expected: tributi)
          queues.yaml | id: pratiche | id: tributi | | queues[2].id: "tributi" a second time (expected: another queue, the first is at queues.yaml:101)
          queues.yaml | skills: {tributi: 1}} | skills: {tributi: 2}} | | queues[1].relax[0].skills.tributi: 2 (expected: less than 2, which is asked for before this step)
          queues.yaml | skills: {tributi: 1}} | skills: {inglese: 0}} | | queues[1].relax[0].skills.inglese: 0 (expected: a skill that is still asked for at this step)
          queues.yaml | skills: {imprese: 2} | skills: {imprese: 5} | | queues[2].skills: {imprese=5} (expected: an operator of this queue who has all of them, if need be after the last step of relax)
          operators.yaml | "202" | "201" | | operators[1].extension: "201" a second time (expected: another extension, the first is at operators.yaml:21)
          operators.yaml | "202" | "123456789" | | operators[1].extension: "123456789" (expected: 2 to 8 digits)
          operators.yaml | [expert] | [supervisor] | experts: [elena] | centers[0].experts[0]: "elena" is no expert (expected: an operator with the role expert)
          operators.yaml | inglese: 3 | inglese: 6 | | operators[0].skills.inglese: "6" (expected: 1 to 5)
          operators.yaml | [informazioni, pratiche, reclami] | [informazioni, pratiche] | | -
          operators.yaml | [informazioni, tributi, reclami] | [] | | operators[0].queues: none, although the role is operator (expected: one queue at least)
          calendars.yaml | "08:30-13:00", "14:30-17:30" | "08:30-15:00", "14:30-17:30" | week: | calendars[0].week: MONDAY: 08:30-15:00 overlaps 14:30-17:30 (expected: one after the other)
          calendars.yaml | "08:30-13:30" | "13:30-08:30" | | calendars[0].week.friday[0]: "13:30-08:30" (expected: from before to, to 24:00)
          calendars.yaml | 2026-12-30, reason | 2026-12-20, reason | | calendars[0].closures[0].to: 2026-12-20 (expected: 2026-12-28 to 2027-12-29)
          indicators.yaml | {T: 20 s} | {S: 20 s} | | indicators[0].parameters: [S] (expected: [T] for SL_T)
          indicators.yaml | value: 30 s | value: 0.30 | targets: | indicators[1].targets: 0.3 (expected: a span such as 30 s for ASA)
          indicators.yaml | id: AHT | id: AHTT | | indicators[4].id: "AHTT" (expected: AHT)
          classification.yaml | id: imu | id: tari | topics: | areas[0].topics: "tari" a second time (expected: each topic once)
          """)
  void saysWhatIsWrong(String file, String good, String bad, @Nullable String spot, String expected)
      throws IOException {
    Path path = directory.resolve(file);
    String text = Files.readString(path);
    int at = text.indexOf(good, text.indexOf(":\n"));
    assertTrue(at >= 0, good);
    String broken = text.substring(0, at) + bad + text.substring(at + good.length());
    Files.writeString(path, broken);
    int before = spot == null ? at : broken.lastIndexOf(spot, at);
    int reported = before >= 0 ? before : broken.indexOf(spot == null ? bad : spot, at);
    int line = 1 + (int) broken.substring(0, reported).chars().filter(c -> c == '\n').count();
    String errors = errors();
    boolean found =
        expected.equals("-")
            ? errors.isEmpty()
            : errors.lines().anyMatch((file + ":" + line + ": " + expected)::equals);
    assertTrue(found, () -> "line " + line + ": " + errors);
  }

  @Test
  void checksHowMailboxesSend() throws IOException {
    replace(
        "sportello.yaml",
        "      embedded: true\n",
        "      embedded: true\n      acknowledge: {text: mail-recieved}\n");
    assertTrue(
        errors()
            .contains("mail.mailboxes[0].acknowledge.text: \"mail-recieved\" (expected: one of"),
        errors());
    replace("sportello.yaml", "{text: mail-recieved}", "{languages: [it, it], perMailbox: 0}");
    replace("sportello.yaml", "      acknowledge", "      sendPerMinute: 0\n      acknowledge");
    String errors = errors();
    assertTrue(errors.contains("perMailbox: \"0\" (expected: 1 to 10000)"), errors);
    assertTrue(errors.contains("sendPerMinute: \"0\" (expected: 1 to 6000)"), errors);
    replace("sportello.yaml", "perMailbox: 0", "perMailbox: 1");
    assertTrue(errors().contains("each language once"), errors());
    replace("sportello.yaml", "[it, it]", "[it, en]");
    replace("sportello.yaml", "sendPerMinute: 0", "sendPerMinute: 30");
    assertEquals("", errors());
  }

  @Test
  void saysAllErrorsOfAllFilesAtOnce() throws IOException {
    replace("sportello.yaml", "publicUrl", "publicURL");
    replace("queues.yaml", "id: reclami", "id: lamentele");
    replace("calendars.yaml", "- id: sempre", "- id: mai");
    Files.delete(directory.resolve("classification.yaml"));
    Files.writeString(directory.resolve("texts/form-thanks.en.txt"), "Thanks\n\n{{kode}}\n");
    Files.delete(directory.resolve("texts/mail-signature.it.txt"));
    assertEquals(
        """
        classification.yaml: the file cannot be read (expected: a readable file)
        operators.yaml:23: operators[0].queues[2]: "reclami" is not a queue (expected: one of informazioni, lamentele, pratiche, tributi)
        operators.yaml:37: operators[2].queues[2]: "reclami" is not a queue (expected: one of informazioni, lamentele, pratiche, tributi)
        queues.yaml:131: queues[3].id: "lamentele" has no operator (expected: an operator with this queue in operators.yaml)
        sportello.yaml:26: web.publicURL: unknown key (expected: publicUrl)
        texts/form-thanks.en.txt:3: placeholder {{kode}} (expected: one of center, code, customer, date, operator, queue, status, subject, url)
        texts/mail-signature.it.txt: missing (expected: the Italian text)\
        """,
        errors());
  }

  @Test
  void refusesACalendarThatNeverOpens() throws IOException {
    Files.writeString(
        directory.resolve("calendars.yaml"),
        """
        calendars:
        - id: ufficio
          week: {}
        - id: mattina
          week: {monday: ["09:00-13:00"]}
        """);
    assertEquals(
        "calendars.yaml:3: calendars[0].week: no weekday opens"
            + " (expected: hours for one weekday at least)",
        errors());
  }

  @Test
  void fillsPlaceholdersOfTexts() {
    Texts texts = loaded(directory).texts();
    assertEquals(
        """
        Cordiali saluti
        Anna
        Sportello $1 - Tributi
        Codice della richiesta:\s
        """,
        texts.render(
            "mail-signature",
            "it",
            Map.of("operator", "Anna", "center", "Sportello $1", "queue", "Tributi")));
  }

  private Configuration loaded(Path from) {
    Configuration.Result result = Configuration.load(from, Map.of());
    return assertInstanceOf(Configuration.Loaded.class, result, result::toString).configuration();
  }

  private String errors() {
    return switch (Configuration.load(directory, Map.of())) {
      case Configuration.Loaded _ -> "";
      case Configuration.Broken broken ->
          String.join("\n", broken.errors().stream().map(ConfigError::toString).toList());
    };
  }

  private void replace(String file, String good, String bad) throws IOException {
    Path path = directory.resolve(file);
    String text = Files.readString(path);
    assertTrue(text.contains(good), good);
    int last = text.lastIndexOf(good);
    Files.writeString(path, text.substring(0, last) + bad + text.substring(last + good.length()));
  }
}
