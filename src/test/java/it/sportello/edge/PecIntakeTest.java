package it.sportello.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.contact.ContactState;
import it.sportello.desk.Command;
import it.sportello.desk.MailEvent;
import it.sportello.desk.Samples;
import it.sportello.history.ContactHistory.Message;
import it.sportello.history.IntakeLine;
import it.sportello.mail.Evidence;
import it.sportello.mail.Reason;
import it.sportello.mail.mime.MimeReader;
import it.sportello.mail.mime.ReaderLimits;
import it.sportello.mail.pec.PecAuthority;
import it.sportello.mail.pec.PecPost;
import it.sportello.mail.pec.RemPost;
import it.sportello.mail.pec.TrustedCas;
import it.sportello.operator.Presence;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of certified mail, from its bytes to the contact it belongs to.
class PecIntakeTest {
  private static final PecAuthority PROVIDER = new PecAuthority();
  private static final Instant SENT = Instant.parse("2026-06-01T08:00:01Z");
  private static final String DORA = "dora@pec.test";
  private static final String LETTER =
      "From: Dora <dora@pec.test>\nTo: urp@pec.test\nSubject: Istanza\n%sContent-Type:"
          + " text/plain\n\nBuongiorno.\n";

  @TempDir private Path directory;
  private MailDesk desk;

  @BeforeEach
  void open() throws Exception {
    var trusted = TrustedCas.with(List.of(PROVIDER.pem(directory)));
    desk = new MailDesk(new MimeReader(ReaderLimits.usual(), trusted));
    desk.send(new Command.ConsoleConnected(Samples.ANNA));
    desk.send(new Command.ChoosePresence(Samples.ANNA, Presence.AVAILABLE, ""));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void whatComesToAPecMailboxIsPec() throws Exception {
    ContactId id = arrived();
    assertEquals(Channel.PEC, desk.contact(id).channel());
    assertEquals("pec", desk.contact(id).via());
    Message letter = desk.contact(id).messages().getFirst();
    assertEquals(DORA, desk.contact(id).address());
    assertEquals(Evidence.Kind.ENVELOPE, letter.evidence().getFirst().kind());
    assertEquals("valid", letter.evidence().getFirst().verdict());
    IntakeLine ordinary =
        desk.take("urp", "From: ugo@example.org\nSubject: Ciao\nMessage-ID: <u@x>\n\nCiao\n");
    assertEquals(Channel.EMAIL, desk.contact(ordinary.contact().orElseThrow()).channel());
  }

  @Test
  void aReceiptShowsAtItsMessageAndIsNone() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    IntakeLine line = desk.take("pec", post.accepted(SENT));
    assertEquals("receipt", line.fate());
    assertEquals(id, line.contact().orElseThrow());
    assertEquals(2, desk.contact(id).messages().size());
    Evidence evidence = desk.contact(id).messages().getLast().evidence().getFirst();
    assertEquals(Evidence.Kind.ACCEPTED, evidence.kind());
    assertEquals(SENT, evidence.at());
    assertEquals("+02:00", evidence.zone());
    assertEquals("<out-1@gestore.test>", evidence.certifiedId());
  }

  @Test
  void aReceiptReachesAContactThatIsClosed() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    desk.send(new Command.Close(Samples.ANNA, id, List.of(), ""));
    desk.take("pec", post.delivered(DORA, SENT));
    assertEquals("closed", desk.contact(id).status().kind());
    assertEquals(1, desk.contact(id).messages().getLast().evidence().size());
  }

  @Test
  void aReceiptThatItsSignatureDoesNotBearOutChangesNothing() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    byte[] spoilt =
        new String(post.delivered(DORA, SENT), StandardCharsets.ISO_8859_1)
            .replace("10:00:01", "09:00:01")
            .getBytes(StandardCharsets.ISO_8859_1);
    IntakeLine invalid = desk.take("pec", spoilt);
    assertEquals("unproven", invalid.fate());
    assertEquals(id, invalid.contact().orElseThrow());
    assertTrue(invalid.reason().contains("does not belong to these bytes"), invalid.reason());
    var stranger =
        new PecPost(
            new PecAuthority(), post.client(), post.id(), MailDesk.ADDRESS, post.to(), List.of());
    IntakeLine untrusted = desk.take("pec", stranger.delivered(DORA, SENT));
    assertEquals("unproven", untrusted.fate());
    IntakeLine unsigned =
        desk.take(
            "pec",
            "X-Ricevuta: avvenuta-consegna\nFrom: posta-certificata@gestore.test\n"
                + "Message-ID: <z@gestore.test>\nContent-Type: application/xml;"
                + " name=daticert.xml\n\n"
                + PecAuthority.daticert("avvenuta-consegna", "nessuno", Map.of())
                    .replace("ours@urp.test", post.client().replaceAll("[<>]", "")));
    assertEquals("unproven", unsigned.fate());
    assertEquals(List.of(), desk.contact(id).messages().getLast().evidence());
    assertEquals(2, desk.contact(id).messages().size());
    assertTrue(desk.facts.stream().filter(f -> f instanceof MailEvent.Certified).count() == 1);
  }

  @Test
  void aReceiptForWhatSomebodyElseSentUnderOurIdIsAboutNothing() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    var forged =
        new PecPost(
            PROVIDER, post.client(), "x@gestore.test", "eve@pec.test", post.to(), List.of());
    assertEquals("receipt", desk.take("pec", forged.delivered(DORA, SENT)).fate());
    assertEquals(List.of(), desk.contact(id).messages().getLast().evidence());
  }

  @Test
  void anAnswerThatQuotesOnlyTheProvidersIdFindsItsConversation() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    String quoting = LETTER.formatted("In-Reply-To: <out-1@gestore.test>\n");
    var reply =
        new PecPost(PROVIDER, "<d2@dora>", "in-2@g.test", DORA, List.of("u@pec"), List.of());
    IntakeLine before = desk.take("pec", reply.envelope(quoting, SENT));
    assertNotEquals(id, before.contact().orElseThrow(), "nobody knows the id yet");
    desk.take("pec", post.accepted(SENT));
    var again =
        new PecPost(PROVIDER, "<d3@dora>", "in-3@g.test", DORA, List.of("u@pec"), List.of());
    IntakeLine after = desk.take("pec", again.envelope(quoting, SENT));
    assertEquals("follow-up", after.fate());
    assertEquals(id, after.contact().orElseThrow());
  }

  @Test
  void aReceiptThatNamesOnlyTheProvidersIdFindsItsMessage() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    desk.take("pec", post.accepted(SENT));
    var nameless = new PecPost(PROVIDER, "", post.id(), MailDesk.ADDRESS, post.to(), List.of());
    assertEquals(id, desk.take("pec", nameless.delivered(DORA, SENT)).contact().orElseThrow());
    assertEquals(2, desk.contact(id).messages().getLast().evidence().size());
  }

  @Test
  void anAnswerToWhatTheCitizenSentByTheirOwnIdFindsIt() throws Exception {
    ContactId id = arrived();
    var more = new PecPost(PROVIDER, "<d9@dora>", "in-9@g.test", DORA, List.of("u@pec"), List.of());
    String quoting = LETTER.formatted("References: <d1@dora>\n");
    assertEquals(id, desk.take("pec", more.envelope(quoting, SENT)).contact().orElseThrow());
  }

  @Test
  void anEnvelopeThatIsNotProvenOwnsOnlyItsOwnId() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    var stranger =
        new PecPost(
            new PecAuthority(),
            post.client(),
            "eve-1@gestore.test",
            "eve@pec.test",
            List.of("u@pec"),
            List.of());
    IntakeLine untrusted = desk.take("pec", stranger.envelope(LETTER.formatted(""), SENT));
    ContactId eve = untrusted.contact().orElseThrow();
    assertNotEquals(id, eve, "it is shown as a contact of its own");
    assertEquals(
        "untrusted", desk.contact(eve).messages().getFirst().evidence().getFirst().verdict());
    assertEquals(Set.of("<eve-1@gestore.test>"), desk.contact(eve).messages().getFirst().ids());
    desk.take("pec", post.delivered(DORA, SENT));
    assertEquals("dora@pec.test delivered", recipients(id), "it stands in no receipt's way");
  }

  @Test
  void whatComesUnderAnIdOfOursStandsInNobodysWay() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    desk.take("pec", post.accepted(SENT));
    desk.now.set(desk.now.get().plusSeconds(60));
    for (String box : List.of("pec", "urp")) {
      IntakeLine eve =
          desk.take(
              box,
              "From: eve@example.org\nSubject: x\nMessage-ID: <out-1@gestore.test>\n\n"
                  + box
                  + "\n");
      assertNotEquals(id, eve.contact().orElseThrow());
    }
    var nameless = new PecPost(PROVIDER, "", post.id(), MailDesk.ADDRESS, post.to(), List.of());
    assertEquals(id, desk.take("pec", nameless.delivered(DORA, SENT)).contact().orElseThrow());
    assertEquals("dora@pec.test delivered", recipients(id));
    var reply =
        new PecPost(PROVIDER, "<d4@dora>", "in-4@g.test", DORA, List.of("u@pec"), List.of());
    String quoting = LETTER.formatted("In-Reply-To: <out-1@gestore.test>\n");
    assertEquals(id, desk.take("pec", reply.envelope(quoting, SENT)).contact().orElseThrow());
  }

  @Test
  void anEnvelopeOfOursIsNoReceiptWhateverItsHeaderSays() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    byte[] turned =
        new String(post.envelope(LETTER.formatted(""), SENT), StandardCharsets.ISO_8859_1)
            .replace("X-Trasporto: posta-certificata", "X-Ricevuta: non-accettazione")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertNotEquals("receipt", desk.take("pec", turned).fate());
    assertEquals(List.of(), desk.contact(id).messages().get(1).recipients());
  }

  @Test
  void whatStandsBesideTheSignedPartSettlesNothing() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    var other =
        new PecPost(PROVIDER, "<e@eve>", "eve-2@g.test", "eve@pec.test", post.to(), List.of());
    String genuine = new String(other.delivered(DORA, SENT), StandardCharsets.ISO_8859_1);
    int body = genuine.indexOf("Content-Type: multipart/signed");
    String forged =
        PecAuthority.daticert("avvenuta-consegna", "nessuno", Map.of("consegna", DORA))
            .replace("ours@urp.test", post.client().replaceAll("[<>]", ""));
    String around =
        genuine.substring(0, body)
            + "Content-Type: multipart/mixed; boundary=\"around\"\r\n\r\n--around\r\n"
            + "Content-Type: application/xml; name=\"daticert.xml\"\r\n\r\n"
            + forged
            + "\r\n--around\r\n"
            + genuine.substring(body)
            + "\r\n--around--\r\n";
    IntakeLine line = desk.take("pec", around.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(List.of(), desk.contact(id).messages().getLast().recipients(), line.reason());
    assertEquals(Optional.empty(), line.contact());
  }

  @Test
  void aBounceSaysNothingAgainstADeliveryThatIsProven() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    desk.take("pec", bounce(post.client()));
    assertEquals("dora@pec.test bounced-hard", recipients(id));
    desk.take("pec", post.accepted(SENT));
    assertEquals("dora@pec.test bounced-hard", recipients(id), "nothing is decided yet");
    desk.take("pec", post.delivered(DORA, SENT));
    assertEquals("dora@pec.test delivered", recipients(id));
    IntakeLine late = desk.take("pec", bounce(post.client()).replace("Failed", "Failed again"));
    assertEquals("bounce", late.fate());
    assertEquals("dora@pec.test delivered", recipients(id));
  }

  private static String bounce(String about) {
    return """
    From: MAILER-DAEMON@mx.example.org
    Subject: Failed
    Content-Type: multipart/report; report-type=delivery-status; boundary=r

    --r
    Content-Type: message/delivery-status

    Final-Recipient: rfc822; %s
    Action: failed
    Status: 5.1.1
    --r
    Content-Type: message/rfc822

    Message-ID: %s

    x
    --r--
    """
        .formatted(DORA, about);
  }

  @Test
  void saysWhatBecameOfTheMessageAtEachRecipient() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    assertEquals(List.of(), desk.contact(id).messages().getLast().recipients());
    desk.take("pec", post.delivered(DORA, SENT.plusSeconds(60)));
    assertEquals("dora@pec.test delivered", recipients(id));
    desk.take("pec", post.accepted(SENT));
    assertEquals("dora@pec.test delivered", recipients(id));
    assertEquals(
        SENT.plusSeconds(60), desk.contact(id).messages().getLast().recipients().getFirst().at());
  }

  @Test
  void registeredMailIsAMessageOfItsOwnThatIsNotInterpreted() throws Exception {
    IntakeLine line = desk.take("urp", RemPost.dispatch("d1@rem.test", DORA, "u@urp.test", ""));
    assertEquals("contact", line.fate());
    assertEquals(List.of(Reason.of(Reason.Code.REM)), line.reasons());
    Message message = desk.contact(line.contact().orElseThrow()).messages().getFirst();
    Evidence evidence = message.evidence().getFirst();
    assertEquals(Evidence.Kind.NOT_INTERPRETED, evidence.kind());
    assertEquals(message.raw().orElseThrow(), evidence.raw());
    assertEquals(List.of(), message.recipients());
    assertEquals("follow-up", desk.take("urp", answering("<d1@rem.test>")).fate());
  }

  @Test
  void registeredMailNeverSpeaksForIdsThatItOnlyNames() throws Exception {
    ContactId id = arrived();
    IntakeLine line = desk.take("pec", RemPost.report("r1@rem.test", "u@pec", "<d1@dora>"));
    assertEquals("contact", line.fate(), "we did not send what it is about");
    assertNotEquals(id, line.contact().orElseThrow());
    assertEquals(id, desk.take("pec", answering("<d1@dora>")).contact().orElseThrow());
  }

  @Test
  void aReportOfRegisteredMailShowsAtOurMessageAndDecidesNothing() throws Exception {
    ContactId id = inHands();
    PecPost post = answered(id);
    IntakeLine line = desk.take("pec", RemPost.report("r1@rem.test", "u@pec", post.client()));
    assertEquals("follow-up", line.fate());
    assertEquals(id, line.contact().orElseThrow());
    assertEquals(List.of(Reason.of(Reason.Code.REM)), line.reasons());
    assertEquals(2, desk.contact(id).messages().size());
    Message ours = desk.contact(id).messages().getLast();
    assertEquals(Evidence.Kind.NOT_INTERPRETED, ours.evidence().getFirst().kind());
    assertEquals(List.of(), ours.recipients(), "as if it had not come");
    desk.take("pec", post.delivered(DORA, SENT));
    assertEquals("dora@pec.test delivered", recipients(id));
    desk.send(new Command.Close(Samples.ANNA, id, List.of(), ""));
    desk.take("pec", RemPost.report("r2@rem.test", "u@pec", post.client()));
    assertEquals("closed", desk.contact(id).status().kind(), "nobody wrote");
  }

  @Test
  void aReportOfRegisteredMailAboutNothingWeSentWaitsForAPerson() throws Exception {
    IntakeLine line = desk.take("urp", RemPost.report("r1@rem.test", "u@urp.test", "<x@y>"));
    assertEquals("contact", line.fate(), "although a machine wrote it");
    assertEquals(List.of(Reason.of(Reason.Code.REM)), line.reasons());
  }

  private static String answering(String id) {
    return "From: d@x.test\nSubject: Re\nMessage-ID: <a%s\nIn-Reply-To: %s\n\nciao\n"
        .formatted(id.substring(1), id);
  }

  private String recipients(ContactId id) {
    return desk.contact(id).messages().getLast().recipients().stream()
        .map(r -> r.address() + " " + r.state())
        .collect(java.util.stream.Collectors.joining(", "));
  }

  private ContactId arrived() throws Exception {
    var post = new PecPost(PROVIDER, "<d1@dora>", "in-1@g.test", DORA, List.of("u@pec"), List.of());
    IntakeLine line = desk.take("pec", post.envelope(LETTER.formatted(""), SENT));
    assertEquals("contact", line.fate(), line.reason());
    return line.contact().orElseThrow();
  }

  private ContactId inHands() throws Exception {
    ContactId id = arrived();
    desk.send(new Command.Accept(Samples.ANNA, id));
    assertTrue(
        desk.desk
            .ask(
                s ->
                    s.openContacts().stream()
                        .anyMatch(c -> c.state() instanceof ContactState.Handling))
            .join());
    return id;
  }

  private PecPost answered(ContactId id) throws Exception {
    String ours = desk.answer(id, MailDesk.ADDRESS, List.of(DORA));
    return new PecPost(
        PROVIDER, ours, "out-1@gestore.test", MailDesk.ADDRESS, List.of(DORA), List.of());
  }
}
