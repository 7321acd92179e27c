package it.sportello.mail.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.base.AddressRange;
import it.sportello.base.Sha256;
import it.sportello.journal.RawStore;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.store.memory.MemoryRawStore;
import it.sportello.testkit.FakeMailSink;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The conversation with a mail server that hands mail over.
class MailDoorTest {
  private static final Map<String, String> MAILBOXES =
      Map.of("info@x.example", "info", "altra@x.example", "altra");

  private final FakeMailSink sink = new FakeMailSink();
  private final MemoryRawStore kept = new MemoryRawStore();
  private Optional<MailDoor> door = Optional.empty();

  @AfterEach
  void close() {
    door.ifPresent(MailDoor::close);
  }

  @Test
  void recordsAMessageBeforeItSaysSo() throws IOException {
    try (var client = lmtp(kept)) {
      client.asks("MAIL FROM:<anna@y.example> SIZE=100", "250 2.1.0");
      client.asks("RCPT TO:<Info@x.example>", "250 2.1.5");
      client.asks("RCPT TO:<nobody@x.example>", "550 5.1.1");
      client.asks("RCPT TO:<info+tag@x.example>", "250 2.1.5");
      client.asks("RCPT TO:<altra@x.example>", "250 2.1.5");
      client.asks("DATA", "354");
      client.asks("Subject: ciao\r\n\r\n..punto\r\n.", "250 2.0.0");
      assertEquals(2, sink.taken().size(), "it was there before the answer");
      client.hears("250 2.0.0");
      client.hears("250 2.0.0");
      client.asks("QUIT", "221");
    }
    assertEquals(List.of("ciao", "ciao"), sink.subjects());
    assertEquals(
        "Return-Path: <anna@y.example>\r\nSubject: ciao\r\n\r\n.punto\r\n",
        new String(
            kept.open(sink.taken().getFirst().raw()).orElseThrow().readAllBytes(),
            StandardCharsets.UTF_8));
  }

  @Test
  void answersForEachRecipientAndLeavesWhatCannotBeRecordedWithTheClient() throws IOException {
    try (var client = lmtp(kept)) {
      sink.refuseNext(1);
      client.hands(List.of("info@x.example", "altra@x.example"), "uno");
      client.hears("451 4.3.0");
      client.hears("250 2.0.0");
      client.hands(List.of("info@x.example"), "uno");
      client.hears("250 2.0.0");
    }
    assertEquals(List.of("altra", "info"), mailboxes());
  }

  @Test
  void aMessageThatComesAgainIsTakenOnce() throws IOException {
    try (var client = lmtp(kept)) {
      for (int i = 0; i < 3; i++) {
        client.hands(List.of("info@x.example"), "uno");
        client.hears("250 2.0.0");
      }
    }
    assertEquals(List.of("info"), mailboxes());
  }

  @Test
  void bySmtpThereIsOneAnswerForAll() throws IOException {
    try (var client = client(options(false), kept)) {
      client.asks("LHLO me", "500 5.5.1");
      client.greets("EHLO me");
      sink.refuseNext(1);
      client.hands(List.of("info@x.example", "altra@x.example"), "uno");
      client.hears("451 4.3.0");
      client.hands(List.of("info@x.example", "altra@x.example"), "uno");
      client.hears("250 2.0.0");
    }
    assertEquals(List.of("altra", "info"), mailboxes());
  }

  @Test
  void refusesWhatIsTooLargeAndGoesOn() throws IOException {
    try (var client = lmtp(kept)) {
      client.asks("MAIL FROM:<> SIZE=5000", "552 5.3.4");
      client.hands(List.of("info@x.example"), "x".repeat(1500));
      client.hears("552 5.3.4");
      client.hands(List.of("info@x.example"), "uno");
      client.hears("250 2.0.0");
    }
    assertEquals(List.of("uno"), sink.subjects());
  }

  @Test
  void asksTheClientToComeAgainWhenTheDiskFails() throws IOException {
    var broken = new BrokenStore(kept);
    try (var client = lmtp(broken)) {
      broken.broken = true;
      client.hands(List.of("info@x.example"), "uno");
      client.hears("452 4.3.1");
      broken.broken = false;
      client.hands(List.of("info@x.example"), "uno");
      client.hears("250 2.0.0");
    }
    assertEquals(List.of("uno"), sink.subjects());
  }

  @Test
  void keepsOrder() throws IOException {
    try (var client = client(options(true), kept)) {
      client.asks("MAIL FROM:<a@y.example>", "503");
      client.greets("LHLO me");
      client.asks("RCPT TO:<info@x.example>", "503");
      client.asks("DATA", "503");
      client.asks("MAIL a@y.example", "501");
      client.asks("MAIL FROM:<a@y.example>", "250");
      client.asks("DATA", "503");
      client.asks("RCPT TO:<info@x.example>", "250");
      client.asks("RSET", "250");
      client.asks("DATA", "503");
      client.asks("FOO " + "x".repeat(5000), "500");
      client.asks("STARTTLS", "502");
      client.asks("NOOP", "250");
    }
    assertTrue(sink.taken().isEmpty());
  }

  @Test
  void boundsRecipientsConnectionsAndMistakes() throws IOException {
    try (var client = lmtp(kept)) {
      client.asks("MAIL FROM:<a@y.example>", "250");
      for (int i = 0; i < 3; i++) {
        client.asks("RCPT TO:<info@x.example>", "250");
      }
      client.asks("RCPT TO:<altra@x.example>", "452 4.5.3");
      try (var second = new Client(door.orElseThrow().port());
          var third = new Client(door.orElseThrow().port())) {
        second.hears("220");
        third.hears("421 4.3.2");
        for (int i = 0; i < 20; i++) {
          second.asks("NONSENSE", "500");
        }
        second.asks("NONSENSE", "421");
      }
    }
  }

  @Test
  void letsInOnlyWhoMay() throws IOException {
    DoorOptions usual = options(true);
    var strict =
        new DoorOptions(
            usual.host(),
            0,
            true,
            List.of(AddressRange.parse("10.0.0.0/8")),
            usual.mailboxes(),
            1,
            1,
            1,
            usual.answerWithin(),
            Optional.empty());
    door = Optional.of(open(strict, kept));
    try (var client = new Client(door.orElseThrow().port())) {
      client.hears("554 5.7.1");
    }
  }

  private List<String> mailboxes() {
    return sink.taken().stream().map(m -> m.key().mailbox()).toList();
  }

  private Client lmtp(RawStore raw) throws IOException {
    Client client = client(options(true), raw);
    client.greets("LHLO me");
    return client;
  }

  private Client client(DoorOptions options, RawStore raw) throws IOException {
    door = Optional.of(open(options, raw));
    var client = new Client(door.orElseThrow().port());
    client.hears("220");
    return client;
  }

  private MailDoor open(DoorOptions options, RawStore raw) throws IOException {
    return MailDoor.open(
        options,
        sink,
        raw,
        new MimeReader(ReaderLimits.usual()),
        new SimpleMeterRegistry(),
        InstantSource.system());
  }

  private static DoorOptions options(boolean lmtp) {
    return new DoorOptions(
        "127.0.0.1",
        0,
        lmtp,
        List.of(AddressRange.parse("127.0.0.1")),
        MAILBOXES,
        1000,
        3,
        2,
        Duration.ofSeconds(60),
        Optional.empty());
  }

  /// Speaks as a mail server would.
  private static final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Client(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(60_000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    void asks(String line, String answer) throws IOException {
      says(line);
      hears(answer);
    }

    void says(String line) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    void hears(String beginning) throws IOException {
      String line = in.readLine();
      assertTrue(line != null && line.startsWith(beginning), beginning + " but: " + line);
    }

    void greets(String hello) throws IOException {
      says(hello);
      String line = in.readLine();
      while (line != null && line.startsWith("250-")) {
        line = in.readLine();
      }
      assertTrue(line != null && line.startsWith("250 "), hello + ": " + line);
    }

    /// Everything up to the answers about the message.
    void hands(List<String> recipients, String subject) throws IOException {
      asks("MAIL FROM:<anna@y.example>", "250");
      for (String recipient : recipients) {
        asks("RCPT TO:<" + recipient + ">", "250");
      }
      asks("DATA", "354");
      says("Subject: " + subject + "\r\n\r\ntesto\r\n.");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /// A disk that is full at times.
  private static final class BrokenStore implements RawStore {
    private final RawStore sound;
    private volatile boolean broken;

    BrokenStore(RawStore sound) {
      this.sound = sound;
    }

    @Override
    public Sha256 put(byte[] bytes) throws IOException {
      return sound.put(bytes);
    }

    @Override
    public Sha256 put(InputStream bytes, long maxBytes) throws IOException {
      if (broken) {
        bytes.readNBytes(20);
        throw new IOException("no space left");
      }
      return sound.put(bytes, maxBytes);
    }

    @Override
    public Sha256 write(Content content, long maxBytes) throws IOException {
      return sound.write(content, maxBytes);
    }

    @Override
    public Optional<InputStream> open(Sha256 name) throws IOException {
      return sound.open(name);
    }

    @Override
    public Optional<Long> size(Sha256 name) throws IOException {
      return sound.size(name);
    }
  }
}
