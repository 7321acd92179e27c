package it.sportello.desk;

import static it.sportello.desk.Samples.ELENA;
import static it.sportello.desk.Samples.understood;

import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.base.OutboxId;
import it.sportello.base.QueueId;
import it.sportello.base.Sha256;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.escalation.Escalation;
import it.sportello.mail.Pec;
import it.sportello.operator.Presence;
import it.sportello.recording.Consent;
import it.sportello.recording.Recording;
import it.sportello.recording.RecordingId;
import it.sportello.recording.RecordingVault;
import it.sportello.scan.ScannedFile;
import it.sportello.scan.Verdict;
import it.sportello.supervision.Supervision;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.LiveCall;
import it.sportello.telephony.CallEvent.Reason;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Party;
import it.sportello.telephony.Reached;
import it.sportello.telephony.Spot;
import it.sportello.telephony.SpyId;
import it.sportello.telephony.SpyMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Makes commands as the world sends them: mostly sensible, often late, repeated or crossing.
final class RandomCommands {
  private static final List<OperatorId> OPERATORS =
      List.of(Samples.ANNA, Samples.BRUNO, Samples.CARLA);

  private final Random random;
  private final List<DeskRules> rules;
  private int fresh;
  private long uid;

  /// @param rules that come into force while the desk works
  RandomCommands(Random random, List<DeskRules> rules) {
    this.random = random;
    this.rules = rules;
  }

  Command next(DeskState state) {
    OperatorId operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
    Optional<Contact> any = any(state.openContacts(), Comparator.comparing(Contact::id));
    ContactId contact = any.map(Contact::id).orElse(new ContactId("nobody"));
    // Mostly whoever has it does something with it.
    OperatorId who =
        random.nextInt(8) == 0 ? operator : any.flatMap(Contact::owner).orElse(operator);
    return switch (random.nextInt(40)) {
      case 0, 1 ->
          Samples.form("f" + ++fresh, random.nextBoolean() ? Samples.TAXES : Samples.REGISTRY);
      case 2 -> mail(any);
      case 3, 4 -> Samples.calls("c" + ++fresh, one(List.of("0550001", "0550002", "0550003")));
      case 5, 6 -> presence(operator);
      case 7, 8 -> new Command.ConsoleConnected(operator);
      case 9 ->
          random.nextBoolean()
              ? new Command.ConsoleGone(operator)
              : Samples.phone(new CallEvent.LineDown(operator));
      case 10, 11 -> Samples.phone(new CallEvent.LineUp(operator));
      case 12, 13 -> new Command.Accept(who, contact);
      case 14 -> new Command.Decline(who, contact, "");
      case 15 -> new Command.Finish(who, contact);
      case 16 -> new Command.Close(who, contact, List.of("a", "b", "c"), "");
      case 17 -> Samples.escalate(who, contact.value(), "e" + ++fresh);
      case 18 -> opinion(state);
      case 19 ->
          new Command.Transfer(
              who, contact, random.nextBoolean() ? Samples.TAXES : Samples.REGISTRY);
      case 23 ->
          random.nextBoolean()
              ? new Command.TransferTo(who, contact, operator)
              : new Command.Forward(who, contact, "+390551112223");
      case 29 ->
          Samples.callsOut(
              operator, "c" + ++fresh, random.nextBoolean() ? Samples.TAXES : Samples.REGISTRY);
      case 30 ->
          random.nextBoolean()
              ? new Command.CallAgain(who, contact)
              : new Command.ExtendWrapUp(who, contact);
      case 31, 32 -> media(state, who, contact);
      case 20 ->
          random.nextInt(4) > 0
              ? Samples.answer(who, contact.value(), "o" + ++fresh)
              : Samples.forward(who, contact.value(), "o" + ++fresh);
      case 21 -> message(state);
      case 22 -> resync(state);
      case 24 -> moved(contact, operator);
      case 25 ->
          new Command.Configure("carla", one(rules), List.of("queue tributi: skills taxes 2 -> 3"));
      case 26, 27, 28 -> consult(state, operator);
      default -> call(state, operator);
    };
  }

  private Command moved(ContactId contact, OperatorId operator) {
    return switch (random.nextInt(3)) {
      case 0 -> new Command.MoveToFront(Samples.CARLA, contact);
      case 1 ->
          new Command.MoveToQueue(
              Samples.CARLA, contact, random.nextBoolean() ? Samples.TAXES : Samples.REGISTRY);
      default -> new Command.MoveToOperator(Samples.CARLA, contact, operator);
    };
  }

  /// Somebody is asked, or something happens to a call in which somebody was.
  private Command consult(DeskState state, OperatorId operator) {
    Optional<Consult> consult =
        any(state.openConsults(), Comparator.comparing(c -> c.call().value()));
    Optional<Contact> talk =
        any(
            state.openContacts().stream()
                .filter(c -> c.isLive() && c.state() instanceof ContactState.Handling)
                .toList(),
            Comparator.comparing(Contact::id));
    if (talk.isPresent() && (consult.isEmpty() || random.nextInt(3) == 0)) {
      boolean outside = random.nextInt(3) == 0;
      return new Command.Consult(
          talk.get().owner().orElseThrow(),
          talk.get().id(),
          outside ? Optional.empty() : Optional.of(operator),
          outside ? "+390551112223" : "");
    }
    if (consult.isEmpty()) {
      return any(state.openPartings(), Comparator.comparing(p -> p.operator().value()))
          .<Command>map(p -> new Command.WrappedUp(p.operator(), p.contact()))
          .orElse(new Command.WrappedUp(operator, new ContactId("nobody")));
    }
    return step(consult.get(), operator);
  }

  private Command step(Consult consult, OperatorId operator) {
    CallId call = consult.call();
    Party party =
        switch (random.nextInt(5)) {
          case 0 -> new Party.Colleague(operator);
          case 1, 2 -> new Party.Colleague(consult.operator());
          default -> consult.asked().map(Consult.Asked::party).orElse(new Party.Outside());
        };
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> Samples.phone(new CallEvent.Joined(call, party));
      case 3 -> Samples.phone(new CallEvent.Left(call, party, random.nextBoolean()));
      case 4 -> Samples.phone(new CallEvent.NotJoined(call, one(List.of(Reached.values()))));
      case 5 -> Samples.phone(new CallEvent.HungUp(call));
      default ->
          new Command.ConsultStep(
              random.nextInt(8) == 0 ? operator : consult.operator(),
              consult.contact(),
              one(List.of(Command.ConsultStep.Step.values())));
    };
  }

  private Command media(DeskState state, OperatorId who, ContactId contact) {
    Optional<RecordingId> recording =
        any(state.openRecordings(), Comparator.comparing(r -> r.id().toString()))
            .map(Recording::id);
    RecordingId id = recording.orElse(new RecordingId(contact, 1));
    Optional<Supervision> session =
        any(state.openSupervisions(), Comparator.comparing(s -> s.id().value()));
    SpyId spy = session.map(Supervision::id).orElse(new SpyId("spy-0"));
    return switch (random.nextInt(13)) {
      case 0, 1 -> new Command.PauseRecording(who, contact);
      case 2 -> new Command.ResumeRecording(who, contact);
      case 3 ->
          new Command.RecordingKept(
              id, 1000, new RecordingVault.Kept(1, Sha256.of(new byte[] {1}), "k1"));
      case 4 -> new Command.RecordingLost(id, "no-file");
      case 5 -> new Command.RecordingRoom(random.nextInt(4) > 0);
      case 6 -> new Command.HearRecording(who, id);
      case 7 -> new Command.RecordingPurged(id);
      case 8, 9 ->
          new Command.Supervise(
              Samples.CARLA, contact, one(List.of(SpyMode.values())), new SpyId("spy-" + ++fresh));
      case 10 -> new Command.EndSupervision(Samples.CARLA);
      default -> Samples.phone(new CallEvent.Spying(spy, random.nextInt(3) > 0));
    };
  }

  private Command presence(OperatorId operator) {
    Presence presence =
        random.nextInt(4) > 0 ? Presence.AVAILABLE : one(List.of(Presence.values()));
    return new Command.ChoosePresence(operator, presence, "");
  }

  private Command mail(Optional<Contact> thread) {
    uid += random.nextInt(3);
    if (random.nextInt(8) == 0) {
      return Samples.bounce(
          uid,
          random.nextBoolean(),
          random.nextBoolean()
              ? thread.map(c -> new Command.SentMessage(c.id(), 1))
              : Optional.empty());
    }
    if (random.nextInt(6) == 0) {
      return Samples.receipt(
          uid,
          one(List.of(Pec.Type.values())),
          random.nextInt(5) > 0,
          random.nextInt(4) > 0
              ? thread.map(c -> new Command.SentMessage(c.id(), 1 + random.nextInt(4)))
              : Optional.empty());
    }
    if (random.nextInt(8) == 0) {
      return Samples.again(
          Samples.mail(uid, "m" + ++fresh),
          understood(Optional.empty()),
          random.nextBoolean() ? thread.map(Contact::id) : Optional.empty());
    }
    Command.TakeMail mail =
        Samples.mail(
            uid,
            "m" + ++fresh,
            random.nextBoolean() ? thread.map(Contact::id) : Optional.empty(),
            Optional.empty(),
            random.nextInt(9) == 0,
            understood(random.nextInt(5) == 0 ? Optional.of("vacation") : Optional.empty()));
    return uid % 3 == 0
        ? mail
        : mail.with(Samples.acknowledgement("a" + fresh, "c" + uid % 4, 2, 5));
  }

  private Command opinion(DeskState state) {
    return any(state.openEscalations(), Comparator.comparing(Escalation::id))
        .<Command>map(e -> new Command.GiveOpinion(ELENA, e.id(), "Ecco"))
        .orElse(new Command.AddNote(ELENA, new ContactId("nobody"), ""));
  }

  private Command message(DeskState state) {
    OutboxId id =
        any(state.outgoing(), Comparator.comparing(Outgoing::id))
            .map(Outgoing::id)
            .orElse(new OutboxId("o0"));
    return switch (random.nextInt(8)) {
      case 7 -> scanned(state);
      case 6 ->
          any(Overview.overdue(state), Comparator.comparing(Overview.Overdue::contact))
              .<Command>map(o -> new Command.StopAwaiting(ELENA, o.contact(), o.n()))
              .orElse(new Command.MessageLeaves(id));
      case 0 -> new Command.MessageLeaves(id);
      case 1 -> new Command.MessageUncertain(id, it.sportello.mail.Reason.text("lost"));
      case 2, 3 -> new Command.MessageSent(id);
      default ->
          new Command.MessageNotSent(
              id, it.sportello.mail.Reason.text("no route"), random.nextInt(4) == 0);
    };
  }

  /// Attachments of a message were scanned, also of one that never came or of a contact that is
  /// closed.
  private Command scanned(DeskState state) {
    ContactId contact =
        any(state.openContacts(), Comparator.comparing(Contact::id))
            .map(Contact::id)
            .orElse(new ContactId("gone"));
    var file =
        new ScannedFile(random.nextInt(3), one(List.of(Verdict.Kind.values())), "Virus.Prova");
    return new Command.FilesScanned(contact, 1 + random.nextInt(3), List.of(file), "ClamAV");
  }

  private Command call(DeskState state, OperatorId operator) {
    Optional<Contact> calling =
        any(
            state.openContacts().stream().filter(c -> c.call().isPresent()).toList(),
            Comparator.comparing(Contact::id));
    CallId call = calling.flatMap(Contact::call).orElse(new CallId("c0"));
    OperatorId who =
        random.nextInt(6) == 0 ? operator : calling.flatMap(Contact::owner).orElse(operator);
    return switch (random.nextInt(19)) {
      case 0, 1, 2 -> Samples.phone(new CallEvent.Answered(call, who));
      case 3 -> Samples.phone(new CallEvent.NotAnswered(call, who, reason()));
      case 4 -> Samples.phone(new CallEvent.Held(call, who));
      case 5 -> Samples.phone(new CallEvent.Resumed(call, who));
      case 6 -> Samples.phone(new CallEvent.TalkEnded(call, who));
      case 7 -> Samples.phone(new CallEvent.HungUp(call));
      case 8, 9, 10 -> spokenTo(state);
      case 12 -> Samples.phone(new CallEvent.OwnAnswered(call, who));
      case 13 -> Samples.phone(new CallEvent.OwnEnded(call, who));
      case 14 -> Samples.phone(new CallEvent.NotReached(call, notReached()));
      case 15 -> Samples.phone(new CallEvent.Stayed(call, ticket(calling)));
      case 16, 17 -> Samples.phone(new CallEvent.Key(call, one(List.of("1", "1", "1", "5"))));
      case 11 -> Samples.phone(new CallEvent.Forwarded(call, one(List.of(Reached.values()))));
      // it may have been over: then it begins a contact of its own
      default -> Samples.calls(call.value(), "0550001", "c" + ++fresh);
    };
  }

  /// Mostly what the desk gave the call to carry, sometimes what no desk ever wrote.
  private String ticket(Optional<Contact> contact) {
    QueueId queue = one(List.of(Samples.TAXES, Samples.REGISTRY));
    String good = contact.map(Contact::id).orElse(new ContactId("c0")) + ":" + queue + ":it";
    return one(List.of(good, good, good, "", "::", "c0:nowhere:it", "x:y:de"));
  }

  /// A caller presses a key, or a prompt ends.
  private Command spokenTo(DeskState state) {
    Optional<Caller> caller = any(state.callers.all(), Comparator.comparing(c -> c.call().value()));
    Optional<CallId> asked =
        any(
            state.media.consents.all().stream().map(Consent::call).toList(),
            Comparator.comparing(CallId::value));
    CallId call = caller.map(Caller::call).or(() -> asked).orElse(new CallId("c0"));
    if (asked.isPresent() && random.nextBoolean()) {
      call = asked.get();
    }
    String question =
        caller.map(Caller::stage).orElse(null) instanceof Caller.InMenu menu
            ? menu.question()
            : caller.map(Caller::stage).orElse(null) instanceof Caller.InSurvey survey
                ? "survey/" + survey.attempt()
                : one(
                    List.of("main/1", "recording/1", "recording/1", "recording/1", "recording/2"));
    return random.nextBoolean()
        ? Samples.phone(new CallEvent.Said(call, one(List.of("goodbye", "position"))))
        : Samples.phone(
            new CallEvent.Digit(
                call,
                question,
                one(
                    List.of(
                        Optional.of("1"), Optional.of("2"), Optional.of("7"), Optional.empty()))));
  }

  private Reached notReached() {
    return one(Arrays.stream(Reached.values()).filter(r -> r != Reached.ANSWERED).toList());
  }

  private Reason reason() {
    return one(List.of(Reason.values()));
  }

  /// What a PBX could say: most calls are there, talking to whom the desk asked, or waiting.
  private Command resync(DeskState state) {
    var calls = new ArrayList<LiveCall>();
    state.openContacts().stream()
        .filter(c -> c.call().isPresent() && random.nextInt(5) > 0)
        .sorted(Comparator.comparing(Contact::id))
        .forEach(
            c ->
                calls.add(
                    random.nextBoolean() && state.rooms.of(c).isPresent()
                        ? Samples.live(
                            c.call().orElseThrow().value(),
                            Optional.empty(),
                            Optional.of(room(state.rooms.of(c).orElseThrow())))
                        : Samples.live(
                            c.call().orElseThrow().value(),
                            c.state() instanceof ContactState.WrapUp || random.nextBoolean()
                                ? Optional.empty()
                                : c.owner())));
    var beginning = new ArrayList<CallEvent.BeginningCall>();
    state.openContacts().stream()
        .filter(c -> c.state() instanceof ContactState.Dialling && random.nextInt(4) > 0)
        .sorted(Comparator.comparing(Contact::id))
        .forEach(
            c ->
                beginning.add(
                    new CallEvent.BeginningCall(
                        c.call().orElseThrow(),
                        c.owner().orElseThrow(),
                        random.nextBoolean(),
                        random.nextBoolean())));
    calls.add(Samples.live("c" + ++fresh, Optional.empty()));
    OperatorId[] registered =
        OPERATORS.stream().filter(_ -> random.nextInt(5) > 0).toArray(OperatorId[]::new);
    return Samples.resync(calls, beginning, registered);
  }

  /// Some of those who should be there, somewhere.
  private CallEvent.Room room(Consult consult) {
    var others = new HashMap<Party, Spot>();
    if (random.nextInt(4) > 0) {
      others.put(new Party.Colleague(consult.operator()), one(List.of(Spot.values())));
    }
    if (random.nextInt(4) > 0) {
      others.put(
          consult.asked().map(Consult.Asked::party).orElse(new Party.Outside()),
          one(List.of(Spot.values())));
    }
    return new CallEvent.Room(
        one(List.of(Spot.values())),
        others,
        random.nextInt(3) == 0 ? Optional.of(consult.operator()) : Optional.empty());
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private <T> Optional<T> any(Collection<T> all, Comparator<? super T> order) {
    List<T> sorted = all.stream().sorted(order).toList();
    return sorted.isEmpty()
        ? Optional.empty()
        : Optional.of(sorted.get(random.nextInt(sorted.size())));
  }
}
