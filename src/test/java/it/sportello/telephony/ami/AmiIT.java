package it.sportello.telephony.ami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import it.sportello.base.ContactId;
import it.sportello.base.OperatorId;
import it.sportello.telephony.CallEvent;
import it.sportello.telephony.CallEvent.LiveCall;
import it.sportello.telephony.CallEvent.Reason;
import it.sportello.telephony.CallId;
import it.sportello.telephony.Calls.LinkState;
import it.sportello.telephony.ami.AmiConfig.Line;
import it.sportello.telephony.ami.AmiConfig.Phone;
import it.sportello.testkit.AsteriskServer;
import it.sportello.testkit.Eventually;
import it.sportello.testkit.Ports;
import it.sportello.testkit.Sipp;
import it.sportello.testkit.WebSocketPhone;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whole calls against a real Asterisk with the shipped configuration; SIPp plays callers and desk
/// phones.
class AmiIT {
  private static final OperatorId ANNA = new OperatorId("anna");
  private static final OperatorId BRUNO = new OperatorId("bruno");
  private static final ContactId CONTACT = new ContactId("c0ffee");
  private static final Duration RING = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String DID = "055123";
  private static final String NUMBER = "+390559999";
  private static final String DESK_PHONE =
      """
      [op201]
      type = endpoint
      context = operators
      transport = transport-udp
      auth = op201
      aors = op201
      disallow = all
      allow = ulaw
      direct_media = no
      [op201]
      type = auth
      auth_type = digest
      username = op201
      password = only-a-test
      [op201]
      type = aor
      max_contacts = 1
      remove_existing = yes
      """;

  private static AsteriskServer pbx;

  private final Heard heard = new Heard();
  private final List<AutoCloseable> started = new ArrayList<>();
  private AmiLines lines;
  private AmiCalls calls;

  @BeforeAll
  static void startAsterisk() {
    pbx = AsteriskServer.start(DESK_PHONE);
  }

  @AfterAll
  static void stopAsterisk() {
    if (pbx != null) {
      pbx.close();
    }
  }

  @BeforeEach
  void connect() {
    startServer();
  }

  @AfterEach
  void disconnect() throws Exception {
    calls.close();
    for (AutoCloseable s : started) {
      s.close();
    }
    pbx.cli("channel request hangup all");
    Eventually.within(
        SOON, () -> pbx.cli("core show channels count").startsWith("0 active channels"));
  }

  @Test
  void aCallerWaitsWithTheNumbersOfBothSides() {
    Instant before = Instant.now();
    caller();
    var waiting = heard.first(CallEvent.Waiting.class);
    assertEquals(DID, waiting.did());
    assertEquals(Optional.of(NUMBER), waiting.callerNumber());
    assertFalse(waiting.since().isBefore(before.minusMillis(1)), waiting::toString);
    assertFalse(waiting.since().isAfter(Instant.now()), waiting::toString);
  }

  @Test
  void aWithheldNumberStaysWithheld() {
    sipp("caller-withholds", "-s", DID);
    assertEquals(Optional.empty(), heard.first(CallEvent.Waiting.class).callerNumber());
  }

  @Test
  void aCallIsAnsweredAndTheOperatorHangsUp() {
    Sipp caller = caller();
    Sipp operator = deskPhone("operator-hangs-up", "-d", "500");
    CallId call = waitingCall();
    calls.ring(call, CONTACT, BRUNO, RING);
    operator.succeeds(SOON);
    caller.succeeds(SOON);
    heard.first(CallEvent.HungUp.class);
    assertEquals(
        List.of(
            new CallEvent.Ringing(call, BRUNO),
            new CallEvent.Answered(call, BRUNO),
            new CallEvent.TalkEnded(call, BRUNO),
            new CallEvent.HungUp(call)),
        heardSinceWaiting());
    assertTrue(operator.log().contains("X-CC-Call " + CONTACT), operator::log);
    assertEquals(new Sipp.Statistics(1, 0), operator.statistics());
  }

  @Test
  void holdAndResumeAreTold() {
    caller();
    Sipp operator = deskPhone("operator-holds", "-d", "300");
    CallId call = waitingCall();
    calls.ring(call, CONTACT, BRUNO, RING);
    operator.succeeds(SOON);
    heard.first(CallEvent.HungUp.class);
    assertEquals(
        List.of(
            new CallEvent.Ringing(call, BRUNO),
            new CallEvent.Answered(call, BRUNO),
            new CallEvent.Held(call, BRUNO),
            new CallEvent.Resumed(call, BRUNO),
            new CallEvent.TalkEnded(call, BRUNO),
            new CallEvent.HungUp(call)),
        heardSinceWaiting());
  }

  @Test
  void aCallNobodyAnswersWaitsAgainUnderTheSameNameSinceTheSameTime() {
    caller();
    Sipp operator = deskPhone("operator-silent");
    var first = heard.first(CallEvent.Waiting.class);
    heard.forget();
    calls.ring(first.call(), CONTACT, BRUNO, RING);
    assertEquals(first, heard.first(CallEvent.Waiting.class));
    assertEquals(
        List.of(
            new CallEvent.Ringing(first.call(), BRUNO),
            new CallEvent.NotAnswered(first.call(), BRUNO, Reason.NO_ANSWER),
            first),
        withoutLines());
    operator.succeeds(SOON);
  }

  @Test
  void aRejectedCallIsBusyAndWaitsAgain() {
    assertComesBack("operator-rejects", Reason.BUSY);
  }

  @Test
  void anOperatorWhoIsNotRegisteredCannotBeReached() {
    caller();
    var first = heard.first(CallEvent.Waiting.class);
    heard.forget();
    calls.ring(first.call(), CONTACT, ANNA, RING);
    assertEquals(first, heard.first(CallEvent.Waiting.class));
    assertEquals(
        new CallEvent.NotAnswered(first.call(), ANNA, Reason.UNREACHABLE),
        heard.first(CallEvent.NotAnswered.class));
  }

  @Test
  void anOperatorWithoutExtensionCannotBeReached() {
    calls.ring(new CallId("1.1"), CONTACT, new OperatorId("carla"), RING);
    assertEquals(Reason.UNREACHABLE, heard.first(CallEvent.NotAnswered.class).reason());
  }

  @Test
  void aRingCanBeTakenBack() {
    caller();
    Sipp operator = deskPhone("operator-silent");
    CallId call = waitingCall();
    calls.ring(call, CONTACT, BRUNO, RING);
    heard.first(CallEvent.Ringing.class);
    heard.forget();
    calls.backToWaiting(call);
    operator.succeeds(SOON);
    heard.first(CallEvent.Waiting.class);
    assertEquals(Reason.CANCELLED, heard.first(CallEvent.NotAnswered.class).reason());
  }

  @Test
  void aTalkingCallerCanBeTakenBack() {
    caller();
    Sipp operator = deskPhone("operator-answers");
    CallId call = waitingCall();
    calls.ring(call, CONTACT, BRUNO, RING);
    heard.first(CallEvent.Answered.class);
    heard.forget();
    calls.backToWaiting(call);
    operator.succeeds(SOON);
    assertEquals(call, heard.first(CallEvent.Waiting.class).call());
    heard.first(CallEvent.TalkEnded.class);
    assertFalse(heard.has(CallEvent.NotAnswered.class), heard.all()::toString);
  }

  @Test
  void aCallerWhoHangsUpWhileWaitingIsGone() {
    Sipp caller = sipp("caller-hangs-up", "-s", DID, "-key", "from", NUMBER, "-d", "300");
    CallId call = waitingCall();
    caller.succeeds(SOON);
    assertEquals(call, heard.first(CallEvent.HungUp.class).call());
  }

  @Test
  void aCallerWhoHangsUpWhileItRingsIsGoneAndNothingElse() {
    sipp("caller-hangs-up", "-s", DID, "-key", "from", NUMBER, "-d", "2000");
    Sipp operator = deskPhone("operator-silent");
    CallId call = waitingCall();
    calls.ring(call, CONTACT, BRUNO, RING);
    operator.succeeds(SOON);
    heard.first(CallEvent.HungUp.class);
    assertEquals(
        List.of(new CallEvent.Ringing(call, BRUNO), new CallEvent.HungUp(call)),
        heardSinceWaiting());
  }

  @Test
  void theDeskCanEndACall() {
    Sipp caller = caller();
    CallId call = waitingCall();
    calls.hangUp(call);
    caller.succeeds(SOON);
    assertEquals(call, heard.first(CallEvent.HungUp.class).call());
  }

  @Test
  void requestsForACallThatHasGoneAreQuiet() {
    calls.ring(new CallId("1.1"), CONTACT, BRUNO, RING);
    calls.backToWaiting(new CallId("1.1"));
    calls.hangUp(new CallId("1.1"));
    caller();
    waitingCall();
    assertEquals(LinkState.CONNECTED, calls.link());
    assertFalse(heard.has(CallEvent.HungUp.class));
  }

  @Test
  void theAccountMadeForABrowserRegistersUntilTheServerRestarts() {
    String old = password();
    int port = Ports.freeUdp();
    register(port, old, "60");
    heard.first(CallEvent.LineUp.class, e -> e.operator().equals(ANNA));
    register(port, old, "0");
    heard.first(CallEvent.LineDown.class, e -> e.operator().equals(ANNA));

    restartServer();
    Eventually.within(SOON, () -> pbx.cli("pjsip show auth op101").contains(password()));
    Sipp refused = sipp("register", "-s", "op101", "-key", "secret", old, "-key", "expires", "60");
    Eventually.within(SOON, () -> refused.statistics().failed() == 1);
    register(port, password(), "0");
  }

  @Test
  void aBrowsersLineGoesWhenItsTabIsClosed() {
    try (var browser =
        new WebSocketPhone(URI.create("ws://127.0.0.1:" + pbx.httpPort() + "/ws"), "op101")) {
      Eventually.within(SOON, () -> pbx.cli("pjsip show auth op101").contains(password()));
      assertEquals("SIP/2.0 200 OK", browser.register(password()));
      heard.first(CallEvent.LineUp.class, e -> e.operator().equals(ANNA));
    }
    heard.first(CallEvent.LineDown.class, e -> e.operator().equals(ANNA));
  }

  @Test
  void aServerThatRestartsFindsTheCallThatWaits() {
    caller();
    var waiting = heard.first(CallEvent.Waiting.class);
    restartServer();
    assertEquals(
        List.of(live(waiting, Optional.empty())), heard.first(CallEvent.Resync.class).calls());
  }

  @Test
  void aTalkGoesOnWhileTheLinkIsBroken() {
    caller();
    deskPhone("operator-answers");
    var waiting = heard.first(CallEvent.Waiting.class);
    calls.ring(waiting.call(), CONTACT, BRUNO, RING);
    heard.first(CallEvent.Answered.class);
    heard.forget();
    dropAmi();
    heard.first(CallEvent.LinkLost.class);
    var resync = heard.first(CallEvent.Resync.class);
    assertEquals(List.of(live(waiting, Optional.of(BRUNO))), resync.calls());
    assertEquals(List.of(BRUNO), resync.registered());
    calls.hangUp(waiting.call());
    heard.first(CallEvent.HungUp.class);
  }

  @Test
  void anAsteriskThatRestartsIsFoundAgainEmpty() {
    caller();
    waitingCall();
    pbx.kill();
    heard.first(CallEvent.LinkLost.class);
    assertEquals(LinkState.CONNECTING, calls.link());
    heard.forget();
    pbx.restart();
    assertEquals(List.of(), heard.first(CallEvent.Resync.class).calls());
    caller();
    heard.first(CallEvent.Waiting.class);
  }

  private void startServer() {
    var config =
        new AmiConfig(
            "127.0.0.1",
            pbx.amiPort(),
            "sportello",
            pbx.amiSecret(),
            pbx.operatorsFile(),
            Map.of(ANNA, Line.inBrowser("101"), BRUNO, new Line("201", Phone.DESK)));
    lines = new AmiLines(config, new SecureRandom());
    calls = new AmiCalls(config, lines, heard, InstantSource.system(), new SimpleMeterRegistry());
    calls.start();
    heard.first(CallEvent.Resync.class);
  }

  private void restartServer() {
    calls.close();
    heard.forget();
    startServer();
  }

  /// Ends the connection at Asterisk's side; its number is the fifth column of the list.
  private void dropAmi() {
    String sessions = pbx.cli("manager show connected");
    Matcher session = Pattern.compile("sportello(?:\\s+\\S+){3}\\s+(\\d+)").matcher(sessions);
    assertTrue(session.find(), sessions);
    pbx.cli("manager kick session " + session.group(1));
  }

  private Sipp caller() {
    return sipp("caller", "-s", DID, "-key", "from", NUMBER);
  }

  private CallId waitingCall() {
    return heard.first(CallEvent.Waiting.class).call();
  }

  private Sipp deskPhone(String scenario, String... arguments) {
    int port = Ports.freeUdp();
    Sipp registers =
        Sipp.startOn(
            pbx,
            port,
            "register",
            "-s",
            "op201",
            "-key",
            "secret",
            "only-a-test",
            "-key",
            "expires",
            "60");
    started.add(registers);
    registers.succeeds(SOON);
    Sipp phone = Sipp.startOn(pbx, port, scenario, arguments);
    started.add(phone);
    return phone;
  }

  private void register(int port, String password, String expires) {
    Sipp sipp =
        Sipp.startOn(
            pbx,
            port,
            "register",
            "-s",
            "op101",
            "-key",
            "secret",
            password,
            "-key",
            "expires",
            expires);
    started.add(sipp);
    sipp.succeeds(SOON);
  }

  private Sipp sipp(String scenario, String... arguments) {
    Sipp sipp = Sipp.start(pbx, scenario, arguments);
    started.add(sipp);
    return sipp;
  }

  private String password() {
    return lines.accountFor(ANNA).orElseThrow().password();
  }

  private void assertComesBack(String scenario, Reason reason) {
    caller();
    deskPhone(scenario);
    var first = heard.first(CallEvent.Waiting.class);
    heard.forget();
    calls.ring(first.call(), CONTACT, BRUNO, RING);
    assertEquals(first, heard.first(CallEvent.Waiting.class));
    assertEquals(reason, heard.first(CallEvent.NotAnswered.class).reason());
  }

  private static LiveCall live(CallEvent.Waiting waiting, Optional<OperatorId> talkingTo) {
    return new LiveCall(
        waiting.call(), waiting.did(), waiting.callerNumber(), waiting.since(), talkingTo);
  }

  private List<CallEvent> heardSinceWaiting() {
    return withoutLines().stream()
        .dropWhile(e -> !(e instanceof CallEvent.Waiting))
        .skip(1)
        .toList();
  }

  private List<CallEvent> withoutLines() {
    return heard.all().stream()
        .filter(e -> !(e instanceof CallEvent.LineUp || e instanceof CallEvent.LineDown))
        .toList();
  }
}
