package it.sportello.telephony.ami;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.base.ContactId;
import it.sportello.base.CustomerId;
import it.sportello.base.OperatorId;
import it.sportello.contact.Contact;
import it.sportello.contact.ContactState;
import it.sportello.desk.Command;
import it.sportello.desk.Command.FreshCall;
import it.sportello.desk.Consult;
import it.sportello.desk.DeskLane;
import it.sportello.desk.DeskRules;
import it.sportello.desk.Effect;
import it.sportello.desk.Facts;
import it.sportello.desk.ReceptionRules;
import it.sportello.desk.ReceptionRules.CallingBack;
import it.sportello.desk.ReceptionRules.Manners;
import it.sportello.desk.ReceptionRules.Survey;
import it.sportello.desk.Reply;
import it.sportello.desk.Samples;
import it.sportello.desk.TalkRules;
import it.sportello.edge.MediaEffects;
import it.sportello.journal.Fact;
import it.sportello.operator.Presence;
import it.sportello.store.memory.MemoryJournal;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallId;
import it.sportello.telephony.ami.AmiConfig.Line;
import it.sportello.telephony.ami.AmiConfig.Phone;
import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.DeskPhone;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.Sipp;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// The desk and the phone's part of a server at a real Asterisk, with two operators who have desk
/// phones. Closing it ends everything it started and all calls.
final class TalkBench implements AutoCloseable {
  static final OperatorId ANNA = Samples.ANNA;
  static final OperatorId BRUNO = Samples.BRUNO;
  static final Duration SOON = Duration.ofSeconds(40);

  /// Serves another queue, and its leg ends when no audio comes for two seconds.
  static final OperatorId CARLA = new OperatorId("carla");

  static final String PHONES =
      DeskPhone.endpoint("201", "")
          + DeskPhone.endpoint("202", "")
          + DeskPhone.endpoint("203", "rtp_timeout = 2");

  /// Asks who stays after a talk what they think.
  static final Manners SURVEYED =
      new Manners(
          _ -> true,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(new Survey("survey", "survey-thanks", Set.of("0", "1", "2", "3", "4"))));

  /// Calls back who presses a key, twice at most, a second after the other.
  static final Manners CALLING_BACK =
      new Manners(
          _ -> true,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(
              new CallingBack(
                  2,
                  Duration.ofSeconds(1),
                  Duration.ofHours(1),
                  at -> at,
                  at -> at.plusSeconds(3_600),
                  Optional::of)));

  private final AsteriskServer pbx;
  private final List<Sipp> started = new ArrayList<>();
  private final Map<OperatorId, Integer> ports = new HashMap<>();
  private final List<Fact> facts = new CopyOnWriteArrayList<>();
  private final AtomicInteger resyncs = new AtomicInteger();
  private final DeskLane desk;
  private final AmiCalls calls;
  private final MediaEffects media;

  private static String extension(OperatorId operator) {
    return Map.of(ANNA, "201", BRUNO, "202").getOrDefault(operator, "203");
  }

  /// @param manners how the operators' queue treats its callers
  TalkBench(AsteriskServer pbx, Manners manners) {
    this.pbx = pbx;
    desk =
        new DeskLane(
            new MemoryJournal(),
            Optional.empty(),
            Facts.codec(),
            rules(manners),
            InstantSource.system());
    var config =
        new AmiConfig(
            "127.0.0.1",
            pbx.amiPort(),
            "sportello",
            pbx.amiSecret(),
            pbx.operatorsFile(),
            pbx.prompts(),
            Map.of(
                ANNA, new Line(extension(ANNA), Phone.DESK),
                BRUNO, new Line(extension(BRUNO), Phone.DESK),
                CARLA, new Line(extension(CARLA), Phone.DESK)));
    calls =
        new AmiCalls(
            config,
            new AmiLines(config, new SecureRandom()),
            this::heard,
            InstantSource.system(),
            new SimpleMeterRegistry());
    media = new MediaEffects(calls.media(pbx.recordings()));
    desk.start(
        this::act, List.of(c -> c.recorded().forEach(recorded -> facts.add(recorded.fact()))));
    calls.start();
  }

  /// The small center of the desk's own stories, in a hurry.
  private static DeskRules rules(Manners manners) {
    DeskRules r = Samples.rules();
    TalkRules t = r.talks();
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
        new TalkRules(
            Duration.ofSeconds(1),
            t.directFor(),
            Duration.ofSeconds(15),
            t.shownNumbers(),
            t.moreTime()),
        new ReceptionRules("it", Map.of(), Map.of(), Map.of(Samples.TAXES, manners)));
  }

  private void heard(CallEvent event) {
    if (event instanceof CallEvent.Resync) {
      resyncs.incrementAndGet();
    }
    // a caller may have come before the link did
    List<FreshCall> fresh =
        switch (event) {
          case CallEvent.Waiting e -> List.of(fresh(e.call()));
          case CallEvent.Resync e -> e.calls().stream().map(c -> fresh(c.call())).toList();
          default -> List.of();
        };
    var _ = desk.submit(new Command.Phone(event, fresh));
  }

  private static FreshCall fresh(CallId call) {
    String id = call.value().replace('.', '-');
    return new FreshCall(call.value(), new ContactId(id), "SP", new CustomerId("c-" + id));
  }

  private void act(Effect effect) {
    switch (effect) {
      case Effect.Ring e -> calls.ring(e.call(), e.contact(), e.operator(), e.ringFor());
      case Effect.Say e -> calls.say(e.call(), e.speech(), e.about());
      case Effect.Ask e -> calls.ask(e.call(), e.speech(), e.question(), e.patience());
      case Effect.AskAfterwards e -> calls.askAfterwards(e.call(), e.ticket());
      case Effect.BackToWaiting e -> calls.backToWaiting(e.call());
      case Effect.DialOut e -> calls.dialOut(e.call(), e.number(), e.shown(), e.ringFor());
      case Effect.Consult e ->
          calls.consult(
              e.call(), e.contact(), e.asking(), e.asked(), e.number(), e.shown(), e.ringFor());
      case Effect.Move e -> calls.move(e.call(), e.party(), e.spot());
      case Effect.Drop e -> calls.drop(e.call(), e.party());
      case Effect.Leave e -> calls.leave(e.call());
      case Effect.EndTalk e -> calls.endTalk(e.call());
      case Effect.CallOwn e ->
          calls.callOwn(e.call(), e.contact(), e.operator(), e.number(), e.ringFor());
      case Effect.CallOutside e -> calls.callOutside(e.call(), e.number(), e.shown(), e.ringFor());
      case Effect.HangUp e -> calls.hangUp(e.call());
      case Effect.RecordTalk e -> media.record(e.order());
      case Effect.Supervise e -> media.supervise(e.order());
      case Effect.Send _ -> {}
    }
  }

  /// The operator's desk phone is registered and plays a scenario, and the operator is available.
  Sipp logIn(OperatorId operator, String scenario, String... arguments) {
    Sipp phone = deskPhone(operator, scenario, arguments);
    phoneIsUp(operator);
    send(new Command.ConsoleConnected(operator));
    send(new Command.ChoosePresence(operator, Presence.AVAILABLE, ""));
    return phone;
  }

  private Sipp deskPhone(OperatorId operator, String scenario, String... arguments) {
    int port = Ports.freeUdp();
    ports.put(operator, port);
    Sipp phone = startOn(port, scenario, arguments);
    register(operator, 60);
    return phone;
  }

  /// The operator's phone goes without a word to the one it talks with.
  void vanish(OperatorId operator, Sipp phone) {
    started.remove(phone);
    phone.close();
    register(operator, 0);
  }

  private void register(OperatorId operator, int expires) {
    // the registrar is told where the phone is, from a port of its own
    DeskPhone.register(pbx, extension(operator), ports.getOrDefault(operator, 0), expires);
  }

  Sipp caller() {
    return caller("0550001");
  }

  /// A caller who presses a key every two seconds.
  Sipp callerWhoPresses(String key) {
    return sipp(
        "caller-presses", "-s", "0550001", "-key", "from", "+390559999", "-key", "digit", key);
  }

  /// The link to Asterisk breaks, and comes back.
  void loseLink() {
    pbx.kickManagers();
  }

  /// How often something was recorded.
  <F extends Fact> List<F> recorded(Class<F> type) {
    return facts.stream().filter(type::isInstance).map(type::cast).toList();
  }

  Sipp caller(String did) {
    return sipp("caller", "-s", did, "-key", "from", "+390559999");
  }

  /// Plays the telephone at the far end of the trunk.
  Sipp outside(String scenario, String... arguments) {
    return startOn(pbx.trunkPort(), scenario, arguments);
  }

  private Sipp sipp(String scenario, String... arguments) {
    return startOn(Ports.freeUdp(), scenario, arguments);
  }

  private Sipp startOn(int port, String scenario, String... arguments) {
    Sipp sipp = Sipp.startOn(pbx, port, scenario, arguments);
    started.add(sipp);
    return sipp;
  }

  /// Sends what may come too late.
  Reply submit(Command command) {
    return desk.submit(command).join();
  }

  void send(Command command) {
    Reply reply = submit(command);
    if (!(reply instanceof Reply.Done)) {
      throw new AssertionError(command + ": " + reply);
    }
  }

  /// Waits until the only contact is in a state, in the hands of `owner` if anybody's.
  Contact contactIs(Class<? extends ContactState> state, Optional<OperatorId> owner) {
    try {
      Eventually.within(
          SOON,
          () ->
              contact()
                  .filter(c -> state.isInstance(c.state()) && c.owner().equals(owner))
                  .isPresent());
    } catch (AssertionError e) {
      throw new AssertionError(
          "not " + state.getSimpleName() + ": " + contact() + facts + whatThePbxHas(), e);
    }
    return contact().orElseThrow();
  }

  /// Waits until the only contact is in another state than this one, or closed.
  Optional<Contact> contactIsNot(Class<? extends ContactState> state) {
    Eventually.within(SOON, () -> contact().filter(c -> state.isInstance(c.state())).isEmpty());
    return contact();
  }

  /// Waits until the only caller and an operator are joined: what is asked of a leg before that
  /// ends it.
  Contact talkOf(OperatorId operator) {
    Contact talk = contactIs(ContactState.Handling.class, Optional.of(operator));
    bridgedLegs(2);
    return talk;
  }

  /// Waits until so many legs are joined to others.
  void bridgedLegs(int number) {
    Eventually.within(
        SOON,
        () ->
            pbx.cli("core show channels concise").lines().filter(TalkBench::isBridged).count()
                == number);
  }

  /// Everybody hangs up in the same moment.
  void everybodyHangsUp() {
    pbx.cli("channel request hangup all");
  }

  /// Waits until Asterisk has no call and the desk knows of none that goes on.
  void nobodyIsOnThePhone() {
    Eventually.within(
        SOON, () -> pbx.cli("core show channels count").startsWith("0 active channels"));
    try {
      Eventually.within(
          SOON, () -> contact().filter(c -> !(c.state() instanceof ContactState.WrapUp)).isEmpty());
    } catch (AssertionError e) {
      throw new AssertionError("still " + contact() + facts, e);
    }
  }

  /// The last but one of a channel's fields is its bridge.
  private static boolean isBridged(String channel) {
    List<String> fields = List.of(channel.split("!", -1));
    return fields.size() > 2 && !fields.get(fields.size() - 2).isEmpty();
  }

  /// Waits until the only talk in a room is in a phase; empty for nobody who is asked.
  void consultIs(Optional<Consult.Phase> phase) {
    try {
      Eventually.within(
          SOON,
          () ->
              consult().filter(c -> c.asked().map(Consult.Asked::phase).equals(phase)).isPresent());
    } catch (AssertionError e) {
      throw new AssertionError("not " + phase + ": " + consult() + facts + whatThePbxHas(), e);
    }
  }

  private String whatThePbxHas() {
    return pbx.cli("core show channels verbose")
        + started.stream().map(Sipp::errors).collect(Collectors.joining("\n", "\nSIPp: ", ""));
  }

  private Optional<Consult> consult() {
    return desk.ask(state -> state.openConsults().stream().findFirst()).join();
  }

  private Optional<Contact> contact() {
    return desk.ask(state -> state.openContacts().stream().findFirst()).join();
  }

  /// Waits until the desk has heard of an operator's phone.
  void phoneIsUp(OperatorId operator) {
    Eventually.within(
        SOON,
        () ->
            desk.ask(
                    state ->
                        state.allOperators().stream()
                            .anyMatch(o -> o.id().equals(operator) && o.phone()))
                .join());
  }

  /// Waits until the telephone at the far end of the trunk rings.
  void ringsOutside() {
    Eventually.within(
        SOON,
        () ->
            pbx.cli("core show channels concise")
                .lines()
                .anyMatch(l -> l.startsWith("PJSIP/trunk") && l.contains("!Ringing!")));
  }

  /// The link to Asterisk breaks and comes back.
  void reconnect() {
    int before = resyncs.get();
    pbx.kickManagers();
    Eventually.within(SOON, () -> resyncs.get() > before);
  }

  /// Waits until something was recorded.
  void happened(Fact fact) {
    try {
      Eventually.within(SOON, () -> facts.contains(fact));
    } catch (AssertionError e) {
      throw new AssertionError("no " + fact + " in " + facts + pbx.cli("core show channels"), e);
    }
  }

  @Override
  public void close() {
    calls.close();
    desk.close();
    // who is gone cannot take the goodbye: it would be said again and again to the next test's
    // phone
    pbx.cli("channel request hangup all");
    Eventually.within(
        SOON, () -> pbx.cli("core show channels count").startsWith("0 active channels"));
    started.forEach(Sipp::close);
  }
}
