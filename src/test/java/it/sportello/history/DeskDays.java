package it.sportello.history;

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
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.contact.Needs;
import it.sportello.desk.Command;
import it.sportello.desk.DeskLane;
import it.sportello.desk.DeskRules;
import it.sportello.desk.Facts;
import it.sportello.desk.Outgoing;
import it.sportello.desk.ReceptionRules;
import it.sportello.desk.ReceptionRules.CallingBack;
import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.desk.Reply;
import it.sportello.desk.Samples;
import it.sportello.desk.TalkRules;
import it.sportello.escalation.Center;
import it.sportello.journal.Journal;
import it.sportello.journal.Recorded;
import it.sportello.mail.InboundMail;
import it.sportello.mail.MailAddress;
import it.sportello.mail.MailKey;
import it.sportello.mail.ParsedMail;
import it.sportello.mail.Reason;
import it.sportello.operator.OperatorProfile;
import it.sportello.operator.Presence;
import it.sportello.routing.Queue;
import it.sportello.routing.Relaxation;
import it.sportello.routing.Upkeep;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Reached;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Lets a real desk work through random days: everything a citizen, an operator, an expert, a PBX
/// and a mail server may do, in any order.
public final class DeskDays implements AutoCloseable {
  private static final QueueId INFO = new QueueId("info");
  private static final QueueId TAXES = new QueueId("tributi");
  private static final CenterId CENTER = new CenterId("esperti");
  private static final OperatorId EXPERT = new OperatorId("dario");
  private static final List<OperatorId> OPERATORS =
      List.of(new OperatorId("anna"), new OperatorId("bruno"), new OperatorId("carla"));

  private final Instant start = Instant.parse("2026-11-20T08:00:00Z");
  private final Random random;
  private final HistoryStore live;
  private final DeskLane desk;
  private final ConcurrentLinkedQueue<Recorded> committed = new ConcurrentLinkedQueue<>();
  private volatile Instant now = start;
  private int number;
  private long uid;

  /// @param live what the desk's mail intake would look into
  public DeskDays(long seed, Journal journal, HistoryStore live) {
    this.random = new Random(seed);
    this.live = live;
    desk = new DeskLane(journal, Optional.empty(), Facts.codec(), rules(), () -> now);
    desk.start(_ -> {}, List.of(c -> committed.addAll(c.recorded())));
    OPERATORS.forEach(this::comes);
  }

  private void comes(OperatorId operator) {
    submit(new Command.ConsoleConnected(operator));
    submit(new Command.ChoosePresence(operator, Presence.AVAILABLE, ""));
    phone(new CallEvent.LineUp(operator));
  }

  private static DeskRules rules() {
    var target = new Queue.Target(Duration.ofMinutes(2), Duration.ofSeconds(30), Instant::plus);
    Map<Channel, Queue.Target> targets =
        Map.of(Channel.VOICE, target, Channel.EMAIL, target, Channel.FORM, target);
    var info =
        new Queue(
            INFO, "Info", Map.of(), 0, targets, Duration.ofSeconds(60), Duration.ofMinutes(5));
    var taxes =
        new Queue(
            TAXES,
            "Tributi",
            Map.of("taxes", 2),
            1,
            targets,
            Duration.ofSeconds(60),
            Duration.ofMinutes(5),
            Queue.OpeningClock.ALWAYS,
            new Upkeep(
                List.of(new Relaxation(Duration.ofSeconds(40), Map.of("taxes", 1))),
                false,
                Optional.empty(),
                Optional.empty()));
    var profiles = new java.util.HashMap<OperatorId, OperatorProfile>();
    for (OperatorId id : OPERATORS) {
      profiles.put(
          id,
          new OperatorProfile(
              id,
              id.value(),
              Set.of(Role.OPERATOR),
              Optional.of(id.value()),
              Map.of("taxes", id.equals(OPERATORS.getFirst()) ? 2 : 1),
              Set.of(INFO, TAXES),
              Map.of(Channel.VOICE, 1, Channel.EMAIL, 3, Channel.FORM, 3)));
    }
    return new DeskRules(
        Map.of(INFO, info, TAXES, taxes),
        profiles,
        Map.of(CENTER, new Center(CENTER, "Esperti", Set.of(EXPERT), Duration.ofMinutes(10))),
        Map.of("+39055", INFO, "+39056", TAXES),
        INFO,
        Duration.ofDays(1),
        Duration.ofSeconds(90),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        Instant::plus,
        new TalkRules(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Map.of(),
            Map.of(INFO, new TalkRules.MoreTime(Duration.ofSeconds(30), 2))),
        new ReceptionRules("it", Map.of(), Map.of(), Map.of(INFO, manners(), TAXES, manners())));
  }

  /// Calls back who presses a key.
  private static Manners manners() {
    var callingBack =
        new CallingBack(
            2,
            Duration.ofSeconds(30),
            Duration.ofHours(5),
            at -> at,
            at -> at.plusSeconds(600),
            Optional::of);
    return new Manners(
        _ -> true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(callingBack));
  }

  /// The time of the desk.
  public Instant now() {
    return now;
  }

  /// How many commands failed because of a bug.
  public long bugs() {
    return desk.bugs();
  }

  /// Does one thing, and returns what was committed by it.
  public List<Recorded> step() {
    now = now.plusMillis(random.nextInt(12_000));
    switch (random.nextInt(10)) {
      case 0 -> begin();
      case 1 -> mail();
      case 2 -> people();
      case 3 -> outgoing();
      case 4 -> experts();
      default -> contact();
    }
    var recorded = new ArrayList<Recorded>();
    for (Recorded r = committed.poll(); r != null; r = committed.poll()) {
      recorded.add(r);
    }
    return recorded;
  }

  private void begin() {
    if (random.nextInt(3) == 0) {
      submit(
          new Command.SubmitForm(
              fresh(),
              "F" + number,
              queue(),
              customer(),
              "Carla",
              address(),
              "oggetto",
              "testo",
              List.of(),
              random.nextInt(4) == 0 ? new Needs(Map.of(), 1) : Needs.NONE));
    } else if (random.nextInt(3) == 0) {
      submit(
          new Command.CallOut(
              operator(), fresh(), "O" + number, customer(), queue(), "Carla", "+390551112223"));
    } else {
      var call = new CallId("call-" + ++number);
      var fresh = new Command.FreshCall(call.value(), fresh(), "T" + number, customer());
      // some call again
      String phone = "+393330" + random.nextInt(20);
      var waiting =
          new CallEvent.Waiting(
              call, random.nextBoolean() ? "+39055" : "+39056", Optional.of(phone), now);
      submit(new Command.Phone(waiting, List.of(fresh)));
      if (random.nextInt(3) == 0) {
        // later nobody would find them among all who wait
        phone(new CallEvent.Key(call, "1"));
      }
    }
  }

  /// A message, sometimes an answer to one that is known, sometimes one that was taken before.
  private void mail() {
    String id = "<" + ++number + "@example.org>";
    Optional<String> answers =
        random.nextBoolean() ? Optional.of("<" + random.nextInt(number) + "@example.org>") : none();
    Optional<ContactId> thread = answers.flatMap(live::byMessageId);
    Sha256 raw = raw(random.nextInt(20) == 0 ? random.nextInt(number) : number);
    var parsed =
        new ParsedMail(
            id,
            answers.stream().toList(),
            List.of(),
            new MailAddress("Carla", address()),
            List.of(),
            List.of(),
            List.of(),
            "oggetto",
            Optional.empty(),
            "testo " + number,
            Optional.empty(),
            List.of(new ParsedMail.Attachment(0, "a.pdf", "application/pdf", 9)),
            random.nextInt(10) == 0 ? Optional.of(Reason.text("auto-replied")) : Optional.empty(),
            Optional.empty(),
            List.of());
    var mail =
        new InboundMail(
            new MailKey("info", "INBOX", 1, ++uid),
            raw,
            9,
            now,
            new InboundMail.Content.Understood(parsed));
    submit(
        new Command.TakeMail(
            mail,
            fresh(),
            "M" + number,
            queue(),
            customer(),
            thread,
            thread.flatMap(live::contact).flatMap(DeskDays::ifClosed),
            live.wasTaken("info", raw),
            Needs.NONE,
            Optional.empty(),
            Channel.EMAIL,
            Samples.acknowledgement("a" + number, "c" + number % 9, 5, 1_000),
            thread.isPresent() && random.nextInt(5) == 0));
  }

  private static Optional<Command.ClosedContact> ifClosed(ContactHistory h) {
    if (!h.status().kind().equals("closed")) {
      return Optional.empty();
    }
    return Optional.of(
        new Command.ClosedContact(
            h.id(),
            h.code(),
            h.channel(),
            h.queue().orElseThrow(),
            h.customer(),
            h.name(),
            h.address(),
            h.subject(),
            h.arrivedAt(),
            h.status().since(),
            h.messages().size() + h.notes().size()));
  }

  private void people() {
    OperatorId operator = operator();
    switch (random.nextInt(6)) {
      case 0 -> submit(new Command.ConsoleGone(operator));
      case 1 -> phone(new CallEvent.LineDown(operator));
      case 2 -> submit(new Command.ChoosePresence(operator, Presence.PAUSE, "pausa"));
      default -> OPERATORS.forEach(this::comes);
    }
  }

  private void outgoing() {
    List<Outgoing> waiting = desk.ask(s -> List.copyOf(s.outgoing())).join();
    if (!waiting.isEmpty()) {
      OutboxId id = waiting.get(random.nextInt(waiting.size())).id();
      submit(
          random.nextBoolean()
              ? new Command.MessageSent(id)
              : new Command.MessageNotSent(id, Reason.text("rete assente"), random.nextBoolean()));
    }
  }

  private void experts() {
    List<EscalationId> open =
        desk.ask(s -> s.openEscalations().stream().map(e -> e.id()).toList()).join();
    if (!open.isEmpty()) {
      EscalationId id = open.get(random.nextInt(open.size()));
      submit(new Command.GiveOpinion(EXPERT, id, "parere"));
    }
  }

  private void contact() {
    List<Contact> open = desk.ask(s -> List.copyOf(s.openContacts())).join();
    List<Contact> owned = open.stream().filter(c -> c.owner().isPresent()).toList();
    if (open.isEmpty()) {
      return;
    }
    if (!owned.isEmpty() && random.nextInt(6) > 0) {
      // Those in somebody's hands are few, and their time is short.
      open = owned;
    }
    Contact c = open.get(random.nextInt(open.size()));
    OperatorId operator = c.owner().orElseGet(this::operator);
    switch (c.state()) {
      case ContactState.Offered _ -> offered(c, operator);
      case ContactState.Handling _, ContactState.OnHold _, ContactState.WrapUp _ ->
          inHands(c, operator);
      case ContactState.Dialling dialling -> dialling(c, dialling);
      case ContactState.Arrived _,
          ContactState.Waiting _,
          ContactState.Escalated _,
          ContactState.Closed _ -> {
        if (c.call().isPresent() && random.nextInt(4) == 0) {
          phone(new CallEvent.Key(c.call().get(), "1"));
        } else if (random.nextInt(20) == 0) {
          submit(new Command.MoveToFront(operator, c.id()));
        } else if (random.nextInt(20) == 0) {
          submit(new Command.MoveToQueue(operator, c.id(), queue()));
        } else if (random.nextInt(8) == 0) {
          c.call().ifPresent(call -> phone(new CallEvent.HungUp(call)));
          submit(new Command.AddNote(operator, c.id(), "nota"));
        }
      }
    }
  }

  private void dialling(Contact c, ContactState.Dialling dialling) {
    CallId call = c.call().orElseThrow();
    if (!dialling.ready() && random.nextInt(5) > 0) {
      phone(new CallEvent.OwnAnswered(call, dialling.operator()));
      return;
    }
    phone(
        switch (random.nextInt(4)) {
          case 0 -> new CallEvent.OwnEnded(call, dialling.operator());
          case 1 -> new CallEvent.NotReached(call, Reached.BUSY);
          default -> new CallEvent.Answered(call, dialling.operator());
        });
  }

  private void offered(Contact c, OperatorId operator) {
    boolean takes = random.nextInt(4) > 0;
    if (c.call().isPresent()) {
      CallId call = c.call().get();
      var reasons = CallEvent.Reason.values();
      phone(
          takes
              ? new CallEvent.Answered(call, operator)
              : new CallEvent.NotAnswered(call, operator, reasons[random.nextInt(reasons.length)]));
    } else {
      submit(
          takes
              ? new Command.Accept(operator, c.id())
              : new Command.Decline(operator, c.id(), "altro"));
    }
  }

  private void inHands(Contact c, OperatorId operator) {
    if (c.call().isPresent() && random.nextBoolean()) {
      inCall(c, c.call().get(), operator);
      return;
    }
    switch (random.nextInt(7)) {
      case 6 ->
          submit(
              random.nextBoolean()
                  ? new Command.ExtendWrapUp(operator, c.id())
                  : new Command.CallAgain(operator, c.id()));
      case 0 -> submit(new Command.Transfer(operator, c.id(), queue()));
      case 1 -> submit(new Command.Finish(operator, c.id()));
      case 2 ->
          submit(
              new Command.Escalate(
                  operator,
                  c.id(),
                  new EscalationId("e" + ++number),
                  CENTER,
                  "quanto?",
                  Optional.empty()));
      case 3 -> submit(new Command.AddNote(operator, c.id(), "nota"));
      case 4 -> answer(c, operator);
      default -> submit(new Command.Close(operator, c.id(), List.of("a", "b", "c"), "fatto"));
    }
  }

  private void inCall(Contact c, CallId call, OperatorId operator) {
    if (c.state() instanceof ContactState.WrapUp) {
      var reached = Reached.values();
      phone(new CallEvent.Forwarded(call, reached[random.nextInt(reached.length)]));
      return;
    }
    switch (random.nextInt(8)) {
      case 0 -> phone(new CallEvent.TalkEnded(call, operator));
      case 1 -> phone(new CallEvent.HungUp(call));
      case 2 -> phone(new CallEvent.Held(call, operator));
      case 3 -> phone(new CallEvent.Resumed(call, operator));
      case 4, 5 -> submit(new Command.Forward(operator, c.id(), "+390551234567"));
      default ->
          phone(
              c.state() instanceof ContactState.OnHold
                  ? new CallEvent.Resumed(call, operator)
                  : new CallEvent.Held(call, operator));
    }
  }

  private void answer(Contact c, OperatorId operator) {
    if (random.nextInt(4) == 0) {
      submit(Samples.forward(operator, c.id().value(), "o" + ++number));
      return;
    }
    submit(
        new Command.Answer(
            operator,
            c.id(),
            new OutboxId("o" + ++number),
            raw(number),
            "<" + number + "@example.org>",
            "info@comune.example",
            List.of("carla@example.org"),
            List.of(),
            "Re: oggetto",
            "risposta"));
  }

  private void phone(CallEvent event) {
    submit(new Command.Phone(event, List.of()));
  }

  private void submit(Command command) {
    Reply reply = desk.submit(command).join();
    if (reply instanceof Reply.NotNow(String code, String detail)) {
      throw new AssertionError(code + ": " + detail + " at " + command);
    }
  }

  private ContactId fresh() {
    return new ContactId("c" + ++number);
  }

  private QueueId queue() {
    return random.nextBoolean() ? INFO : TAXES;
  }

  private OperatorId operator() {
    return OPERATORS.get(random.nextInt(OPERATORS.size()));
  }

  private CustomerId customer() {
    return new CustomerId("customer" + random.nextInt(5));
  }

  private String address() {
    return "a" + random.nextInt(5) + "@Example.org";
  }

  private static Sha256 raw(int n) {
    return Sha256.of(("raw " + n).getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  @Override
  public void close() {
    desk.close();
  }
}
