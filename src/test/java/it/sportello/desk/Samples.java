package it.sportello.desk;

import it.sportello.access.Role;
import it.sportello.base.CenterId;
import it.sportello.base.Channel;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.EscalationId;
import it.sportello.base.OperatorId;
import it.sportello.base.OutboxId;
import it.sportello.base.QueueId;
import it.sportello.base.Sha256;
import it.sportello.contact.Needs;
import it.sportello.desk.Command.ClosedContact;
import it.sportello.desk.Command.FreshCall;
import it.sportello.escalation.Center;
import it.sportello.mail.InboundMail;
import it.sportello.mail.InboundMail.Content;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MailKey;
import it.sportello.mail.ParsedMail;
import it.sportello.mail.Pec;
import it.sportello.mail.Reason;
import it.sportello.mail.Signature;
import it.sportello.operator.OperatorProfile;
import it.sportello.operator.Presence;
import it.sportello.recording.Asking;
import it.sportello.recording.QueueRecording;
import it.sportello.recording.RecordingRules;
import it.sportello.routing.Choice;
import it.sportello.routing.Order;
import it.sportello.routing.PriorityRule;
import it.sportello.routing.Queue;
import it.sportello.routing.Relaxation;
import it.sportello.routing.RoutingRules;
import it.sportello.routing.Upkeep;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.LiveCall;
import it.sportello.telephony.CallId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A small contact center and the commands that reach it.
public final class Samples {
  public static final QueueId TAXES = new QueueId("tributi");
  public static final QueueId REGISTRY = new QueueId("anagrafe");
  static final CenterId CENTER = new CenterId("esperti");
  public static final OperatorId ANNA = new OperatorId("anna");
  public static final OperatorId BRUNO = new OperatorId("bruno");
  public static final OperatorId CARLA = new OperatorId("carla");
  public static final OperatorId ELENA = new OperatorId("elena");
  static final Duration OFFER = Duration.ofSeconds(20);
  static final Duration WRAP_UP = Duration.ofMinutes(2);
  static final Duration GRACE = Duration.ofSeconds(30);
  static final Duration ASK_AGAIN = Duration.ofMinutes(5);
  static final Duration PREFER = Duration.ofMinutes(30);
  static final Duration REOPEN = Duration.ofDays(7);
  static final Duration EXPERTS = Duration.ofDays(2);
  static final Duration DIRECT = Duration.ofSeconds(60);
  static final Duration DIAL = Duration.ofSeconds(30);
  static final Duration PHONE_GRACE = Duration.ofSeconds(10);
  public static final TalkRules TALKS =
      new TalkRules(
          PHONE_GRACE,
          DIRECT,
          DIAL,
          Map.of(TAXES, "0550001"),
          Map.of(TAXES, new TalkRules.MoreTime(Duration.ofSeconds(60), 2)));

  /// Callers of one queue are told that talks are recorded.
  public static final RecordingRules RECORDING =
      new RecordingRules(
          Map.of(
              TAXES,
              new QueueRecording(
                  Asking.ANNOUNCED, "recording-announced", "9", Duration.ofSeconds(3), 90)),
          Duration.ofMinutes(3));

  private Samples() {}

  public static DeskRules rules() {
    return new DeskRules(
        Map.of(TAXES, queue(TAXES), REGISTRY, queue(REGISTRY)),
        Map.of(
            ANNA, operator(ANNA, TAXES, REGISTRY),
            BRUNO, operator(BRUNO, TAXES, REGISTRY),
            CARLA, operator(CARLA, REGISTRY)),
        Map.of(CENTER, new Center(CENTER, "Esperti", Set.of(ELENA), EXPERTS)),
        Map.of("0550001", TAXES, "0550002", REGISTRY),
        TAXES,
        REOPEN,
        GRACE,
        ASK_AGAIN,
        PREFER,
        Instant::plus,
        TALKS,
        ReceptionRules.NONE);
  }

  /// The same center, which speaks to its callers.
  public static DeskRules rules(ReceptionRules reception) {
    DeskRules r = rules();
    return new DeskRules(
        r.queues(),
        r.operators(),
        r.centers(),
        r.numbers(),
        r.defaultQueue(),
        r.reopenWithin(),
        r.consoleGrace(),
        r.askAgainAfter(),
        r.preferFor(),
        r.centerClock(),
        r.talks(),
        reception);
  }

  /// The same center with queues that ask for skills, ask for less while somebody waits, and take
  /// back what lies.
  ///
  /// @param level of the skill that the first queue asks for
  static DeskRules careful(ReceptionRules reception, int level) {
    DeskRules r = rules(reception);
    var relax =
        List.of(
            new Relaxation(Duration.ofSeconds(30), Map.of("taxes", 1)),
            new Relaxation(Duration.ofSeconds(90), Map.of("taxes", 0)));
    var taxes =
        new Upkeep(
            relax,
            false,
            Optional.of(new Upkeep.Untouched(Duration.ofMinutes(20), Optional.of(CARLA))),
            Optional.of(new Upkeep.Unstaffed(Duration.ofMinutes(5), REGISTRY)));
    var registry =
        new Upkeep(
            List.of(),
            level > 2,
            Optional.of(new Upkeep.Untouched(Duration.ofMinutes(30), Optional.empty())),
            Optional.of(new Upkeep.Unstaffed(Duration.ofMinutes(4), TAXES)));
    return new DeskRules(
            Map.of(
                TAXES, queue(TAXES, Map.of("taxes", level), taxes),
                REGISTRY, queue(REGISTRY, Map.of(), registry)),
            Map.of(
                ANNA, operator(ANNA, Map.of("taxes", 3), TAXES, REGISTRY),
                BRUNO, operator(BRUNO, Map.of("taxes", 1), TAXES, REGISTRY),
                CARLA, operator(CARLA, Map.of(), REGISTRY)),
            r.centers(),
            r.numbers(),
            r.defaultQueue(),
            r.reopenWithin(),
            r.consoleGrace(),
            r.askAgainAfter(),
            r.preferFor(),
            r.centerClock(),
            r.talks(),
            reception)
        .withRouting(
            new RoutingRules(
                Order.DEADLINE,
                level > 2 ? Choice.LEAST_LOADED : Choice.LONGEST_IDLE,
                Duration.ofSeconds(15),
                2,
                Map.of(),
                List.of(
                    new PriorityRule(
                        "refunds",
                        Set.of(),
                        Set.of(),
                        List.of("*@example.org"),
                        List.of("rimborso"),
                        new Needs(Map.of(), 2, Optional.of(BRUNO), List.of(CARLA), List.of())))));
  }

  private static Queue queue(QueueId id) {
    return queue(id, Map.of(), Upkeep.NONE);
  }

  private static Queue queue(QueueId id, Map<String, Integer> skills, Upkeep upkeep) {
    var voice = new Queue.Target(Duration.ofSeconds(20), OFFER, Instant::plus);
    var written = new Queue.Target(Duration.ofHours(8), OFFER, Instant::plus);
    return new Queue(
        id,
        id.value(),
        skills,
        0,
        Map.of(
            Channel.VOICE,
            voice,
            Channel.EMAIL,
            written,
            Channel.PEC,
            written,
            Channel.FORM,
            written),
        WRAP_UP,
        Duration.ofHours(12),
        Queue.OpeningClock.ALWAYS,
        upkeep);
  }

  private static OperatorProfile operator(OperatorId id, QueueId... queues) {
    return operator(id, Map.of(), queues);
  }

  private static OperatorProfile operator(
      OperatorId id, Map<String, Integer> skills, QueueId... queues) {
    return new OperatorProfile(
        id,
        id.value(),
        id.equals(CARLA) ? Set.of(Role.OPERATOR, Role.SUPERVISOR) : Set.of(Role.OPERATOR),
        Optional.of("20" + id.value().length()),
        skills,
        Set.of(queues),
        Map.of(Channel.VOICE, 1, Channel.EMAIL, 2, Channel.PEC, 2, Channel.FORM, 2));
  }

  /// The operator is there: console, softphone, available.
  public static void logIn(InlineDesk desk, OperatorId operator) {
    desk.send(new Command.ConsoleConnected(operator));
    desk.send(phone(new CallEvent.LineUp(operator)));
    desk.send(new Command.ChoosePresence(operator, Presence.AVAILABLE, ""));
  }

  public static Command.SubmitForm form(String id) {
    return form(id, TAXES);
  }

  static Command.SubmitForm form(String id, QueueId queue) {
    return new Command.SubmitForm(
        new ContactId(id),
        "SP-" + id,
        queue,
        new CustomerId("c-" + id),
        "Dora",
        "dora@example.org",
        "Rimborso",
        "Buongiorno",
        List.of());
  }

  public static Command phone(CallEvent event) {
    return new Command.Phone(event, List.of());
  }

  /// A caller in the waiting room; the contact has the call's name.
  public static Command calls(String call) {
    return calls(call, "0550001");
  }

  static Command calls(String call, String did) {
    return calls(call, did, call);
  }

  /// @param contact the name it gets if the call is a new one
  static Command calls(String call, String did, String contact) {
    return new Command.Phone(
        new CallEvent.Waiting(
            new CallId(call), did, Optional.of("+390551234567"), InlineDesk.START),
        List.of(fresh(call, contact)));
  }

  static FreshCall fresh(String call) {
    return fresh(call, call);
  }

  private static FreshCall fresh(String call, String contact) {
    return new FreshCall(
        call, new ContactId(contact), "SP-" + contact, new CustomerId("c-" + call));
  }

  static LiveCall live(String call, Optional<OperatorId> talkingTo) {
    return live(call, talkingTo, Optional.empty());
  }

  static LiveCall live(String call, Optional<OperatorId> talkingTo, Optional<CallEvent.Room> room) {
    return new LiveCall(
        new CallId(call), "0550001", Optional.empty(), InlineDesk.START, talkingTo, room);
  }

  /// An operator calls a number outside; the contact has this name.
  static Command.CallOut callsOut(OperatorId operator, String contact, QueueId queue) {
    return new Command.CallOut(
        operator,
        new ContactId(contact),
        "SP-" + contact,
        new CustomerId("c-" + contact),
        queue,
        "Dora",
        "+390551112223");
  }

  static Command resync(List<LiveCall> calls, OperatorId... registered) {
    return resync(calls, List.of(), registered);
  }

  static Command resync(
      List<LiveCall> calls, List<CallEvent.BeginningCall> beginning, OperatorId... registered) {
    return new Command.Phone(
        new CallEvent.Resync(calls, List.of(registered), beginning, List.of()),
        calls.stream().map(c -> fresh(c.call().value())).toList());
  }

  public static Command.ForwardMessage forward(OperatorId operator, String contact, String outbox) {
    return new Command.ForwardMessage(
        operator,
        new ContactId(contact),
        1,
        new OutboxId(outbox),
        Sha256.of(outbox.getBytes(StandardCharsets.UTF_8)),
        "<" + outbox + "@sportello>",
        "urp@example.org",
        List.of("ufficio@example.net"),
        List.of("capo@example.net"),
        "I: Rimborso",
        "Che ne dite?",
        List.of());
  }

  static Command.Answer answer(OperatorId operator, String contact, String outbox) {
    return new Command.Answer(
        operator,
        new ContactId(contact),
        new OutboxId(outbox),
        Sha256.of(outbox.getBytes(StandardCharsets.UTF_8)),
        "<" + outbox + "@sportello>",
        "urp@example.org",
        List.of("dora@example.org"),
        List.of("capo@example.org"),
        "Re: Rimborso",
        "Ecco");
  }

  public static Command.Escalate escalate(OperatorId operator, String contact, String escalation) {
    return new Command.Escalate(
        operator,
        new ContactId(contact),
        new EscalationId(escalation),
        CENTER,
        "Che fare?",
        Optional.empty());
  }

  /// What is told to a correspondent.
  public static Acknowledgement.Written acknowledgement(
      String outbox, String correspondent, int perCorrespondent, int perMailbox) {
    return new Acknowledgement.Written(
        new OutboxId(outbox),
        Sha256.of(outbox.getBytes(StandardCharsets.UTF_8)),
        "<" + outbox + "@sportello>",
        "urp@example.org",
        correspondent + "@example.org",
        "Re: Rimborso",
        "Ricevuto",
        new CustomerId(correspondent),
        perCorrespondent,
        perMailbox);
  }

  /// A message that begins the contact `fresh`, unless it belongs to another one.
  static Command.TakeMail mail(long uid, String fresh) {
    return mail(
        uid, fresh, Optional.empty(), Optional.empty(), false, understood(Optional.empty()));
  }

  static Command.TakeMail mail(
      long uid,
      String fresh,
      Optional<ContactId> thread,
      Optional<ClosedContact> closed,
      boolean known,
      Content content) {
    var raw = Sha256.of(("mail " + uid).getBytes(StandardCharsets.UTF_8));
    return new Command.TakeMail(
        new InboundMail(new MailKey("urp", "INBOX", 7, uid), raw, 1234, InlineDesk.START, content),
        new ContactId(fresh),
        "SP-" + fresh,
        TAXES,
        new CustomerId("c-" + fresh),
        thread,
        closed,
        known);
  }

  /// A bounce, about a message of ours or about none that is known.
  static Command.TakeMail bounce(long uid, boolean hard, Optional<Command.SentMessage> about) {
    ParsedMail m = ((Content.Understood) understood(Optional.empty())).mail();
    var bounce = new ParsedMail.Bounce("dora@example.org", "5.1.1", hard, "<o1@sportello>");
    Command.TakeMail c =
        mail(
            uid,
            "b" + uid,
            about.map(Command.SentMessage::contact),
            Optional.empty(),
            false,
            new Content.Understood(
                new ParsedMail(
                    m.messageId(),
                    m.inReplyTo(),
                    m.references(),
                    m.from(),
                    m.replyTo(),
                    m.to(),
                    m.cc(),
                    m.subject(),
                    m.date(),
                    m.text(),
                    m.html(),
                    m.attachments(),
                    Optional.empty(),
                    Optional.of(bounce),
                    m.problems())));
    return reporting(c, about, c.channel());
  }

  private static Command.TakeMail reporting(
      Command.TakeMail c, Optional<Command.SentMessage> about, Channel channel) {
    return new Command.TakeMail(
        c.mail(),
        c.fresh(),
        c.code(),
        c.queue(),
        c.customer(),
        c.thread(),
        c.closed(),
        c.known(),
        c.needs(),
        about,
        channel,
        c.acknowledgement());
  }

  /// A message of a PEC provider about a message of ours, or about none that is known.
  ///
  /// @param proven whether its signature is good
  static Command.TakeMail receipt(
      long uid, Pec.Type type, boolean proven, Optional<Command.SentMessage> about) {
    ParsedMail m = ((Content.Understood) understood(Optional.of("PEC"))).mail();
    var pec =
        new Pec(
            type,
            true,
            "id-1@gestore.test",
            "<o1@sportello>",
            "urp@pec.test",
            List.of(new Pec.Recipient("dora@example.org", true)),
            "",
            "",
            Optional.of(OffsetDateTime.parse("2026-11-20T10:00:00+01:00")),
            "Gestore",
            "completa",
            type == Pec.Type.AVVENUTA_CONSEGNA ? "dora@example.org" : "",
            "nessuno",
            "",
            Pec.Term.NONE,
            "<r" + uid + "@gestore.test>",
            "",
            Signature.of(
                proven ? Signature.Verdict.VALID : Signature.Verdict.INVALID, Reason.text("no")));
    Command.TakeMail c =
        mail(
            uid,
            "r" + uid,
            about.map(Command.SentMessage::contact),
            Optional.empty(),
            false,
            new Content.Understood(
                new ParsedMail(
                    m.messageId(),
                    m.inReplyTo(),
                    m.references(),
                    m.from(),
                    m.replyTo(),
                    m.to(),
                    m.cc(),
                    m.subject(),
                    m.date(),
                    m.text(),
                    m.html(),
                    m.attachments(),
                    type.isReceipt() ? m.autoReply() : Optional.empty(),
                    Optional.empty(),
                    Optional.of(pec),
                    pec.signature(),
                    Map.of(),
                    m.problems())));
    return reporting(c, about, Channel.PEC);
  }

  /// The same message, looked at again after it could not be read.
  static Command.RetakeMail again(Command.TakeMail mail, Content now, Optional<ContactId> stands) {
    var in = mail.mail();
    return new Command.RetakeMail(
        new Command.TakeMail(
            new InboundMail(in.key(), in.raw(), in.sizeBytes(), in.receivedAt(), now),
            new ContactId(mail.fresh() + "-again"),
            mail.code(),
            mail.queue(),
            mail.customer(),
            mail.thread(),
            mail.closed(),
            false,
            mail.needs(),
            mail.about(),
            mail.channel(),
            new Acknowledgement.None()),
        1,
        ANNA,
        stands);
  }

  static Content understood(Optional<String> autoReply) {
    return new Content.Understood(
        new ParsedMail(
            "<m@example.org>",
            List.of(),
            List.of(),
            new MailAddress("Dora", "dora@example.org"),
            List.of(),
            List.of(new MailAddress("", "urp@example.org")),
            List.of(),
            "Rimborso",
            Optional.empty(),
            "Buongiorno",
            Optional.empty(),
            List.of(new ParsedMail.Attachment(0, "modulo.pdf", "application/pdf", 99)),
            autoReply.map(Reason::text),
            Optional.empty(),
            List.of()));
  }

  static ClosedContact closed(InlineDesk desk, String id, Instant closedAt) {
    return new ClosedContact(
        new ContactId(id),
        "SP-" + id,
        Channel.FORM,
        TAXES,
        new CustomerId("c-" + id),
        "Dora",
        "dora@example.org",
        "Rimborso",
        desk.now,
        closedAt,
        1);
  }
}
