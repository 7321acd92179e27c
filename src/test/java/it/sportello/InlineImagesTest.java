package it.sportello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.Sha256;
import it.sportello.contact.ContactEvent;
import it.sportello.desk.Facts;
import it.sportello.history.ContactHistory;
import it.sportello.history.HistoryFold;
import it.sportello.journal.Entry;
import it.sportello.mail.InboundMail.Content.Understood;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.store.memory.MemoryHistory;
import it.sportello.store.memory.MemoryRawStore;
import it.sportello.web.api.Cards;
import it.sportello.web.api.ContactsApi;
import it.sportello.web.api.Details;
import it.sportello.web.api.FileGate;
import it.sportello.web.api.MediaRights;
import it.sportello.web.api.Names;
import it.sportello.web.server.RawHttp;
import it.sportello.web.server.Router;
import it.sportello.web.server.TestServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Pictures inside an HTML mail, from the bytes as received to what the console is given. The
/// history learns of the mail only while the console waits for its detail.
final class InlineImagesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final ContactId ID = new ContactId("c1");
  private static final String MAIL =
      """
      From: dora@example.org
      To: tributi@comune.example
      Subject: Avviso
      MIME-Version: 1.0
      Content-Type: multipart/related; boundary=r; type="multipart/alternative"

      --r
      Content-Type: multipart/alternative; boundary=a

      --a
      Content-Type: text/plain

      Ecco l'avviso
      --a
      Content-Type: text/html

      <p>Ecco l'avviso</p><img id="1" src="cid:scan@example.org"><img id="2" src="CID:draw@example.org">
      <img id="3" src="cid:page@example.org"><img id="4" src="cid:nobody@example.org">
      <img id="5" src="https://tracker.example/x.gif"><img id="6" src="/api/v1/contacts">
      --a--
      --r
      Content-Type: image/png; name=scan.png
      Content-ID: <scan@example.org>
      Content-Disposition: inline
      Content-Transfer-Encoding: base64

      iVBORw0KGgo=
      --r
      Content-Type: image/svg+xml; name=draw.svg
      Content-ID: <draw@example.org>

      <svg xmlns="http://www.w3.org/2000/svg"/>
      --r
      Content-Type: text/html; name=page.html
      Content-ID: <page@example.org>
      Content-Disposition: attachment

      <script>alert(1)</script>
      --r--
      """;

  private final MemoryRawStore raw = new MemoryRawStore();
  private final MimeReader reader = new MimeReader(ReaderLimits.usual());
  private final TestServer server;

  InlineImagesTest() throws IOException {
    var gate = new FileGate(Optional.empty());
    var parts = new RawParts(raw, reader);
    var names = new Names(Map.of(), Map.of(), Map.of());
    var cards = new Cards(names);
    var history = new MemoryHistory();
    ContactHistory received = received();
    var router = new Router();
    new ContactsApi(
            history,
            () -> history.put(received),
            raw,
            cards,
            new Details(cards, names, parts, new MediaRights(false, true), gate),
            parts,
            gate,
            ZoneOffset.UTC,
            InstantSource.fixed(NOON))
        .addTo(router);
    server = new TestServer(router);
  }

  /// A contact with this one mail.
  private ContactHistory received() throws IOException {
    byte[] bytes = MAIL.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    Sha256 name = raw.put(bytes);
    var mail = ((Understood) reader.read(new ByteArrayInputStream(bytes), name)).mail();
    List<ContactEvent.Attachment> attachments =
        mail.attachments().stream()
            .map(
                a ->
                    new ContactEvent.Attachment(
                        a.part(), a.name(), a.type(), a.sizeBytes(), Optional.empty()))
            .toList();
    Optional<ContactHistory> history = Optional.empty();
    long sequence = 0;
    for (ContactEvent event :
        List.of(
            new ContactEvent.Arrived(
                ID,
                Channel.EMAIL,
                new CustomerId("k"),
                "SP-1",
                "tributi",
                Optional.empty(),
                "Dora",
                "dora@example.org",
                "Avviso"),
            new ContactEvent.MessageReceived(
                ID,
                1,
                Optional.of(name),
                "<m@example.org>",
                "dora@example.org",
                List.of("tributi@comune.example"),
                List.of(),
                "Avviso",
                mail.text(),
                attachments))) {
      sequence++;
      history =
          HistoryFold.apply(history, Entry.of(sequence, Facts.codec().draft(event, NOON)), event);
    }
    return history.orElseThrow();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private RawHttp.Answer get(String path) throws IOException {
    return server.ask(
        "GET %s HTTP/1.1\nHost: localhost\nCookie: sportello=anna\n\n".formatted(path));
  }

  @Test
  void areShownFromTheAddressOfTheirAttachment() throws IOException {
    String html =
        JsonMapper.shared()
            .readTree(get("/api/v1/contacts/c1").body())
            .path("messages")
            .path(0)
            .path("html")
            .asString("");
    String address = "/api/v1/contacts/c1/messages/1/attachments/0";
    assertTrue(html.contains("<img src=\"" + address + "\">"), html);
    assertEquals(1, html.split("src=", -1).length - 1, html);
    assertFalse(html.contains("tracker.example"), html);

    RawHttp.Answer image = get(address);
    assertEquals(200, image.status());
    assertEquals("image/png", image.header("Content-Type"));
    assertEquals("default-src 'none'; sandbox", image.header("Content-Security-Policy"));
    assertTrue(image.header("Content-Disposition").startsWith("attachment"));
  }
}
